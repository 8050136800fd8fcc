import 'reflect-metadata'
import { expect, test } from 'vitest'
import { isMailAddress } from '../../../src/delivery/mail-address.ts'

test.each(['ann@example.com', 'a.b+c@sub.example.co', "o'neil@xn--bcher-kva.example", 'root@mailhost'])(
  '%s is a mail address',
  address => expect(isMailAddress(address)).toBe(true),
)

test.each([
  '',
  'ann',
  '@example.com',
  'ann@',
  'ann@example.com, bob@example.com',
  'Ann <ann@example.com>',
  'ann@example.com\r\nBcc: bob@example.com',
  'ann\n@example.com',
  '"ann"@example.com',
  'ann@exa mple.com',
  'ann@-example.com',
  'ann@[127.0.0.1]',
  `${'a'.repeat(65)}@example.com`,
  `ann@${'a'.repeat(64)}.com`,
  `ann@${'a.'.repeat(130)}com`,
])('%j is no mail address', address => expect(isMailAddress(address)).toBe(false))
