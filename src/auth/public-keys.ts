import { type Logger } from 'pino'
import { z } from 'zod'
import { type VerifyingKey, verifyingKey } from './verifying-key.ts'

/** The public keys of an auth service, remembered. */
export interface PublicKeys {
  /** Waits for the auth service only when no key of this id is known, and at most once a minute. */
  withId(id: string): Promise<VerifyingKey | undefined>
}

/** The service is asked at most this often, however many unknown ids come in. */
const askAgainMs = 60_000
/** After this the keys are read anew beside the requests, so that one that was taken back stops working. */
const staleMs = 600_000
const timeoutMs = 5_000
const mostBytes = 1_048_576

/**
 * Reads the keys when they are first needed. While the service is away, slow or talks nonsense, the keys that it
 * gave before go on working.
 */
export function createPublicKeys(url: string, log: Logger, now = () => performance.now()): PublicKeys {
  let keys = new Map<string, VerifyingKey>()
  let readAt = Number.NEGATIVE_INFINITY
  let askedAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined

  const read = async () => {
    try {
      keys = keysOf(await fetchJson(url))
      readAt = now()
    } catch (error) {
      log.warn({ err: error }, 'the keys of the auth service cannot be read: those known go on')
    } finally {
      reading = undefined
    }
  }
  /** What is under way is shared by all who wait for it. */
  const readAgain = (): Promise<void> | undefined => {
    if (!reading && now() - askedAt >= askAgainMs) {
      askedAt = now()
      reading = read()
    }
    return reading
  }
  return {
    withId: async id => {
      if (!keys.has(id)) await readAgain()
      else if (now() - readAt > staleMs) void readAgain()
      return keys.get(id)
    },
  }
}

/** A redirect is an error: it could lead to keys of somebody else. */
async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return JSON.parse(await textOf(response))
}

/** The body, read no further than the limit. */
async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new Error(`more than ${mostBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

const keySet = z.object({
  keys: z.array(z.looseObject({ kty: z.string().optional(), crv: z.string().optional() })).max(1_000),
})

/** Only keys with an id that tokens can name. */
function keysOf(answer: unknown): Map<string, VerifyingKey> {
  const keys = new Map<string, VerifyingKey>()
  for (const jwk of keySet.parse(answer).keys) {
    const key = verifyingKey(jwk)
    if (key && typeof jwk.kid === 'string') keys.set(jwk.kid, key)
  }
  return keys
}
