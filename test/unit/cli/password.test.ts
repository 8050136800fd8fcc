import { expect, test } from 'vitest'
import { isPassword, passwordHash } from '../../../src/auth/accounts/password.ts'

test('a password is hashed at the cost of 128 MiB, and the hash contains the cost', async () => {
  const hash = await passwordHash('correct horse battery')
  expect(hash).toMatch(/^scrypt\$17\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
  expect(await isPassword('correct horse battery', hash)).toBe(true)
  expect(await isPassword('correct horse batterz', hash)).toBe(false)
})

test('a hash of another cost is checked at that cost', async () => {
  const hash = await passwordHash('correct horse battery', 10)
  expect(hash).toMatch(/^scrypt\$10\$/)
  expect(await isPassword('correct horse battery', hash)).toBe(true)
})
