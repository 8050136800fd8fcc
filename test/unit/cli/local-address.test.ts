import { expect, test } from 'vitest'
import { localAddress } from '../../../src/http/local-address.ts'

test.each([
  ['127.0.0.1', 'http://127.0.0.1:8002'],
  ['0.0.0.0', 'http://127.0.0.1:8002'],
  ['::', 'http://[::1]:8002'],
  ['fd00::1', 'http://[fd00::1]:8002'],
  ['convograph.internal', 'http://convograph.internal:8002'],
])('a service that listens on %s is reached at %s', (host, address) => {
  expect(localAddress({ host, port: 8002 })).toBe(address)
})
