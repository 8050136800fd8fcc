import { afterEach, expect, test, vi } from 'vitest'
import { createClient } from '../../../web/api/client.ts'
import { answersOf } from '../../../web/api/stream.ts'
import { operations, sentText } from '../../../web/build/documents.ts'
import { signInWithAccount } from '../../../web/session/tokens.ts'

afterEach(() => vi.unstubAllGlobals())

/** The documents that are sent from now on. */
function watchSent(): string[] {
  const sent: string[] = []
  vi.stubGlobal('fetch', async (_: unknown, { body }: RequestInit) => {
    sent.push((JSON.parse(String(body)) as { query: string }).query)
    return Response.json({ data: {} })
  })
  return sent
}

test('every operation of the page is listed exactly as the page sends it', async () => {
  const sent = watchSent()
  const client = createClient()
  const all = (await operations()).filter(([name]) => !['ObtainToken', 'RefreshToken'].includes(name))
  for (const [, text] of all) {
    const kind = text.split(/\W/, 1)[0]
    if (kind === 'query') await client.query(text, {}).toPromise()
    if (kind === 'mutation') await client.mutation(text, {}).toPromise()
    if (kind === 'subscription') await answersOf({ query: text }, {}, new AbortController().signal).next()
  }
  expect(sent).toEqual(all.map(([name, text]) => sentText(name, text)))
  expect(sent.length).toBeGreaterThan(100)
})

test('so are those before there is a session', async () => {
  const sent = watchSent()
  await signInWithAccount('ann', 'a password').catch(() => undefined)
  const texts = Object.fromEntries(await operations())
  expect(sent).toEqual([sentText('ObtainToken', texts.ObtainToken!)])
})
