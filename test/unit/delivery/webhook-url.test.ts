import 'reflect-metadata'
import { expect, test } from 'vitest'
import { isPublicAddress } from '../../../src/delivery/public-address.ts'
import { checkedWebhookUrl } from '../../../src/delivery/webhook-url.ts'

const check = (url: string) => () => checkedWebhookUrl(url, ['10.0.0.5', 'hooks.internal'], 'url')
const refused = (reason: string) =>
  expect.objectContaining({ extensions: expect.objectContaining({ reason, field: 'url' }) })

test.each([
  'https://example.com',
  'https://example.com:8443/a?b=c',
  'https://8.8.8.8/',
  'https://[2606:4700::1111]/',
  'http://10.0.0.5:9000/hook',
  'https://hooks.internal:9000/hook',
])('%s is accepted', url => {
  expect(check(url)).not.toThrow()
})

test.each([
  'https://127.0.0.1',
  'https://2130706433',
  'https://0x7f.1',
  'https://0177.0.0.1',
  'https://127.1',
  'https://localhost',
  'https://localhost.',
  'https://a.LOCALHOST',
  'https://[::1]',
  'https://[::ffff:7f00:1]',
  'https://[::127.0.0.1]',
  'https://169.254.169.254/latest/meta-data',
  'https://100.64.0.1',
  'https://10.0.0.6',
  'https://0.0.0.0',
  'https://[64:ff9b::7f00:1]',
  'https://[2002:7f00:1::]',
  'https://[fe80::1]',
  'https://[fd00::1]',
])('%s is refused: its host is not public', url => {
  expect(check(url)).toThrow(refused('ADDRESS_NOT_ALLOWED'))
})

test.each([
  '',
  'example.com',
  'http://example.com',
  'gopher://example.com',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://user:pw@example.com',
  'https://user@hooks.internal',
  'https://example.com:25',
  'https://example.com:5432',
  'https://example.com/\r\nx: y',
  'https://exa\tmple.com',
  // Full-width digits.
  'https://１２７.0.0.1',
  `https://example.com/${'a'.repeat(5_000)}`,
])('%#: what is no URL of a webhook is refused', url => {
  expect(check(url)).toThrow(refused('INVALID_URL'))
})

test.each([
  ['8.8.8.8', true],
  ['::ffff:8.8.8.8', true],
  ['::808:808', false],
  ['4000::1', false],
  ['192.0.2.1', false],
  ['224.0.0.1', false],
  ['nothing', false],
])('whether %s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})
