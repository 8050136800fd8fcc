import { z } from 'zod'
import { type VerifyingKey, verifyingKey } from './verifying-key.ts'

const timeoutMs = 5_000
const mostBytes = 1_048_576

/**
 * The keys that an auth service publishes, by id. Keys without an id are left out, since no token can name them.
 * @throws Error when the service does not answer within 5 s with a list of up to 1,000 keys
 */
export async function fetchKeys(url: string): Promise<Map<string, VerifyingKey>> {
  const keys = new Map<string, VerifyingKey>()
  for (const jwk of keySet.parse(await fetchJson(url)).keys) {
    const key = verifyingKey(jwk)
    if (key && typeof jwk.kid === 'string') keys.set(jwk.kid, key)
  }
  return keys
}

const keySet = z.object({
  keys: z.array(z.looseObject({ kty: z.string().optional(), crv: z.string().optional() })).max(1_000),
})

/** A redirect is an error: it could lead to the keys of another party. */
async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return JSON.parse(await textOf(response))
}

/** The body of a response. @throws Error above 1 MiB, without reading further */
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
