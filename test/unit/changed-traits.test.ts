import { describe, expect, test } from 'vitest'
import { changedTraits, traitChanges } from '../../src/ingest/changed-traits.ts'
import type { IdentifyInput } from '../../src/schema/users/identify.ts'

const resultOf = (traits: Record<string, unknown>, input: IdentifyInput) =>
  changedTraits(traits, traitChanges(input))

describe('traits', () => {
  test('that are set replace others, and null removes one', () => {
    expect(resultOf({ plan: 'free', seats: 1 }, { traits: { plan: 'pro' }, set: { seats: null } })).toEqual({
      plan: 'pro',
    })
  })

  test('that are set once stay as they are', () => {
    expect(resultOf({ referrer: 'ad' }, { setOnce: { referrer: 'friend', country: 'np' } })).toEqual({
      referrer: 'ad',
      country: 'np',
    })
  })

  test('are incremented in decimal, from 0 if they are missing', () => {
    expect(resultOf({ credits: 0.1 }, { increment: { credits: 0.2, logins: 1 } })).toEqual({
      credits: 0.3,
      logins: 1,
    })
  })

  test('are appended to lists, and a value becomes a list', () => {
    expect(
      resultOf({ teams: ['red'], tag: 'a' }, { append: { teams: ['blue', 'red'], tag: 'b', new: 1 } }),
    ).toEqual({
      teams: ['red', 'blue', 'red'],
      tag: ['a', 'b'],
      new: [1],
    })
  })

  test('may have the name of anything that JavaScript objects have', () => {
    expect(resultOf({}, { append: { constructor: 1 }, increment: { toString: 2 } })).toEqual({
      constructor: [1],
      toString: 2,
    })
  })

  test('are removed by unset', () => {
    expect(resultOf({ plan: 'pro', seats: 2 }, { unset: ['plan', 'unknown'] })).toEqual({ seats: 2 })
  })
})

describe('refused is', () => {
  const refusal = (traits: Record<string, unknown>, input: IdentifyInput) => {
    try {
      resultOf(traits, input)
    } catch (error) {
      const { code, field } = error as { code: string; field: string }
      return { code, field }
    }
    return undefined
  }

  test.each<[string, Record<string, unknown>, IdentifyInput, string, string]>([
    ['a trait in two changes', {}, { set: { a: 1 }, setOnce: { a: 2 } }, 'EXACTLY_ONE', 'setOnce'],
    ['a trait to set and to remove', {}, { traits: { a: 1 }, unset: ['a'] }, 'EXACTLY_ONE', 'unset'],
    ['an increment by a text', {}, { increment: { a: '1' } }, 'INVALID_NUMBER', 'increment'],
    ['an increment of a text', { a: 'x' }, { increment: { a: 1 } }, 'INVALID_NUMBER', 'increment'],
    [
      'a sum that JSON cannot hold',
      { a: 2 ** 53 - 1 },
      { increment: { a: 1 } },
      'INVALID_NUMBER',
      'increment',
    ],
    ['a NUL in a list', {}, { append: { a: 'x\0' } }, 'INVALID_TEXT', 'append'],
    ['a NUL in a name', {}, { unset: ['x\0'] }, 'INVALID_TEXT', 'unset'],
  ])('%s', (_, traits, input, code, field) => {
    expect(refusal(traits, input)).toEqual({ code, field })
  })
})
