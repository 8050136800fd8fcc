import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fate, failingProxy } from '../../support/sdk/failing-proxy.ts'
import { hasRequests, runPython } from '../../support/sdk/python.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { CreateApiKeyDocument } from '../operations/operations.ts'

const isMissing = !hasRequests()
if (isMissing) console.log('Skipped: the Python examples need python3 with the package requests.')

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const keyOf = async ({ answer }: Story) =>
  (await answer(CreateApiKeyDocument, { input: { name: 'bot', scopes: ['TRACK'] } })).createApiKey.key!

interface Stored {
  events: { nodes: { userId: string; name: string; properties: Record<string, unknown> }[] }
}

const storedBy = async ({ answer }: Story) => {
  const { events } = await answer<Stored>(
    '{ events(first: 1000) { nodes { userId ... on CustomEvent { name } properties } } }',
  )
  return events!.nodes
}

describe.skipIf(isMissing)('Python', () => {
  test('track.py sends an event and a user', async () => {
    const owner = story(app, 'python track')
    const settings = { CONVOGRAPH_URL: new URL(app.url).origin, CONVOGRAPH_KEY: await keyOf(owner) }
    expect(await runPython('track.py', [], settings)).toBe('ACCEPTED')
    expect(await storedBy(owner)).toMatchObject([
      {
        userId: 'user123',
        name: 'button_clicked',
        properties: { button_name: 'subscribe', plan: 'premium', value: 99.99 },
      },
    ])
    const { user } = await owner.answer<{ user: object }>('{ user(userId: "user123") { traits } }')
    expect(user).toEqual({ traits: { name: 'John Doe', email: 'john@example.com', plan: 'premium' } })
  })

  test('event_queue.py sends the same ids again, also after an answer that was lost', async () => {
    const owner = story(app, 'python queue')
    const fates: Fate[] = ['500', 'answer lost', 'cut', 'reset', 'not ours']
    const proxy = await failingProxy(new URL(app.url).origin, () => fates.shift() ?? 'passes')
    const settings = { CONVOGRAPH_URL: proxy.url, CONVOGRAPH_KEY: await keyOf(owner) }
    expect(await runPython('event_queue.py', ['700'], settings)).toBe('700')
    proxy.close()
    const numbers = (await storedBy(owner)).map(({ properties }) => properties.number as number)
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 700 }, (_, number) => number))
  })
})
