import { expect, test } from 'vitest'
import { createSeal, newWebhookSecret } from '../../../src/delivery/webhook-secret.ts'

const seal = createSeal('a secret for tests with more than 32 bytes')

test('a secret is read back with the key and the place that it was sealed with, and in no other way', () => {
  const secret = newWebhookSecret()
  const sealed = seal.seal(secret, 'report 1')
  expect(sealed.toString('latin1')).not.toContain(secret.slice(0, 12))
  expect(seal.open(sealed, 'report 1')).toBe(secret)
  expect(seal.open(sealed, 'report 2')).toBeUndefined()
  expect(createSeal('another secret with more than 32 bytes').open(sealed, 'report 1')).toBeUndefined()
  for (const at of [0, 12, 28]) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    expect(seal.open(changed, 'report 1')).toBeUndefined()
  }
  expect(seal.open(Buffer.from('short'), 'report 1')).toBeUndefined()
})

test('two seals of one secret differ', () => {
  expect(seal.seal('a', 'b').equals(seal.seal('a', 'b'))).toBe(false)
})
