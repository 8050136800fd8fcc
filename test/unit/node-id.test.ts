import { describe, expect, test } from 'vitest'
import { eventEntities } from '../../src/entities/event-columns.ts'
import { nodeIdOf, nodeKinds, readNodeId, typeNameOf } from '../../src/entities/node-id.ts'

describe('the id of a thing', () => {
  test.each([
    ['User', { externalId: 'ann' }, 'dWFubg'],
    ['Conversation', { externalId: 'ann' }, 'Y2Fubg'],
    ['Message', { eventId: 'ann' }, 'bWFubg'],
    ['SegmentSnapshot', { id: '12' }, 'czEy'],
  ])('is base64url of a letter and the key: %s %j is %s', (type, thing, id) => {
    expect(nodeIdOf(type, thing)).toBe(id)
    expect(readNodeId(id)).toEqual({ type, key: 'ann' in thing ? 'ann' : Object.values(thing)[0] })
  })

  test('is the number of a saved definition as it is', () => {
    expect(nodeIdOf('SavedFunnel', { id: '12' })).toBe('12')
    expect(readNodeId('12')).toEqual({ type: 'Definition', key: '12' })
  })

  test.each(['ä'.repeat(255), '漢'.repeat(255), '🎈'.repeat(127), ' ', '\n', '12', 'u', '==', '%s'])(
    'is read back whatever the key: %j',
    key => {
      expect(readNodeId(nodeIdOf('User', { externalId: key }))).toEqual({ type: 'User', key })
    },
  )
})

test.each([
  ['no text', ''],
  ['a space', ' '],
  ['another letter', Buffer.from('zann').toString('base64url')],
  ['no key', Buffer.from('u').toString('base64url')],
  ['a NUL character', Buffer.from('ua\0b').toString('base64url')],
  ['half a character', Buffer.from([0x75, 0xc3]).toString('base64url')],
  ['padding', 'dWFubg=='],
  ['the other alphabet of base64', Buffer.from('u?>?>?>').toString('base64')],
  ['bits that base64 leaves out', 'dWFubh'],
  ['a text after it', 'dWFubg!'],
  ['20 digits', '1'.repeat(20)],
  ['a sign', '-1'],
  ['too many characters', Buffer.from(`u${'漢'.repeat(256)}`).toString('base64url')],
])('a text with %s is no id', (_, text) => {
  expect(readNodeId(text)).toBeNull()
})

test('every kind of event has a type, and each type of thing a letter of its own', () => {
  for (const entity of Object.values(eventEntities))
    expect(nodeKinds).toHaveProperty(typeNameOf(Object.create(entity.prototype) as object)!)
  const letters = Object.values(nodeKinds).map(({ letter }) => letter)
  expect(new Set(letters).size).toBe(letters.length)
})
