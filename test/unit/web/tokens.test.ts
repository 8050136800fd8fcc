import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { currentSession, signIn } from '../../../web/session/session.ts'
import { freshToken } from '../../../web/session/tokens.ts'

beforeEach(() => {
  vi.stubGlobal('sessionStorage', { setItem: () => undefined, removeItem: () => undefined })
  // Its time is up, so that the next request renews it.
  signIn({ token: 'old', refreshToken: 'once', renewAt: 0 })
})
afterEach(() => vi.unstubAllGlobals())

const answering = (answer: () => Response) => vi.stubGlobal('fetch', async () => answer())
const refusing = (code: string) =>
  answering(() => Response.json({ errors: [{ message: 'No.', extensions: { code } }] }))

test('a renewed token is sent from now on', async () => {
  const renewed = { accessToken: 'new', refreshToken: 'next', expiresInSeconds: 900 }
  answering(() => Response.json({ data: { refreshToken: renewed } }))
  expect(await freshToken()).toBe('new')
})

test.each(['UNAUTHENTICATED', 'FORBIDDEN'])('%s ends the session', async code => {
  refusing(code)
  expect(await freshToken()).toBeUndefined()
  expect(currentSession()).toBeUndefined()
})

test.each(['OVERLOADED', 'DB_UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL'])('%s does not', async code => {
  refusing(code)
  expect(await freshToken()).toBe('old')
})

test('the page of a proxy, and a network that is gone, do not end it', async () => {
  answering(() => new Response('<html>Bad gateway</html>', { status: 502 }))
  expect(await freshToken()).toBe('old')
  answering(() => {
    throw new TypeError('fetch failed')
  })
  expect(await freshToken()).toBe('old')
})
