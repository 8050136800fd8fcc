import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type ReceivedRequest,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../support/delivery/webhook-receiver.ts'
import { act, destinationAt, destinationNow } from '../../support/forwarding/destinations.ts'
import { startWorkers, type Workers } from '../../support/forwarding/workers.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
let receiver: WebhookReceiver
let workers: Workers
/** What a path does once a request has arrived there, before it is answered; undefined for nothing. */
const meanwhile = new Map<string, (body: string) => Promise<unknown> | undefined>()

beforeAll(async () => {
  receiver = await startWebhookReceiver(answer)
  app = await startTestApp({ WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' })
  workers = await startWorkers(app)
})
afterAll(async () => {
  await workers.stop()
  await receiver.close()
  await app.close()
})

/**
 * Accepts the bearer `new` alone. At paths that end with `refusing` it finds a mistake in each row besides, and at those that begin with
 * `/waits` it asks for a wait of a day.
 */
function answer(response: ServerResponse, { url, headers, body }: ReceivedRequest): void {
  const before = meanwhile.get(url)?.(body)
  if (before) meanwhile.delete(url)
  const isCurrent = headers.authorization === 'Bearer new'
  const waits = url.startsWith('/waits')
  const status = isCurrent ? 200 : waits ? 503 : url.endsWith('refusing') ? 400 : 401
  const wait = waits && !isCurrent ? { 'retry-after': '86400' } : {}
  void Promise.resolve(before).then(() => response.writeHead(status, wait).end())
}

const urlOf = (path: string) => receiver.url.replace('/hook', path)

/** A destination with the former secret, for which events wait. */
async function waiting(told: Story, project: string, path: string, names: string[]): Promise<string> {
  const { id } = await destinationAt(told, 'HTTP_NDJSON', urlOf(path), 'sendsUsers: false, secret: "former"')
  await act(told, 'pauseDestination', id)
  await eventsHappened(
    app,
    project,
    names.map(name => ({ event: { name, userId: 'ann' } })),
  )
  await act(told, 'resumeDestination', id)
  return id
}

const replaceSecret = (told: Story, id: string) =>
  told.answer(
    `mutation { updateDestination(input: { id: "${id}", expectedVersion: 1, secret: "new" }) { userErrors { code } } }`,
  )

const hourMs = 3_600_000

/** How long the wait is that the workers' clock has to be moved by, in milliseconds. */
async function passedUntilSettled(id: string): Promise<number> {
  const before = workers.clock.aheadMs
  await workers.settle(id)
  return workers.clock.aheadMs - before
}

test('a 401 to a request that had the former secret does not stop the destination', async () => {
  const told = story(app, 'replaced')
  const id = await waiting(told, 'replaced', '/replaced', ['a'])
  meanwhile.set('/replaced', () => replaceSecret(told, id))
  await workers.settle(id)
  expect(await destinationNow(told, id)).toMatchObject({
    status: 'RUNNING',
    sent: 1,
    failed: 0,
    error: null,
    lag: { events: 0 },
  })
  const secrets = receiver.requests
    .filter(({ url }) => url === '/replaced')
    .map(({ headers }) => headers.authorization)
  expect(secrets).toEqual(['Bearer former', 'Bearer new'])
})

test('a wait that a former server asks for does not hold up the present settings', async () => {
  const told = story(app, 'waits')
  const id = await waiting(told, 'waits', '/waits', ['a'])
  meanwhile.set('/waits', () => replaceSecret(told, id))
  expect(await passedUntilSettled(id)).toBeLessThan(hourMs)
  expect(await destinationNow(told, id)).toMatchObject({ status: 'RUNNING', sent: 1, lag: { events: 0 } })
})

test('new settings end the wait that the former ones have earned', async () => {
  const told = story(app, 'waited')
  const id = await waiting(told, 'waited', '/waits/long', ['a'])
  workers.wake()
  await expect.poll(() => destinationNow(told, id)).toMatchObject({ sent: 0, error: { status: 503 } })
  await replaceSecret(told, id)
  expect(await passedUntilSettled(id)).toBeLessThan(hourMs)
  expect(await destinationNow(told, id)).toMatchObject({ status: 'RUNNING', sent: 1, lag: { events: 0 } })
})

test('a 401 to a request that had the present secret stops it', async () => {
  const told = story(app, 'kept')
  const id = await waiting(told, 'kept', '/kept', ['a'])
  await workers.settle(id)
  expect(await destinationNow(told, id)).toMatchObject({
    status: 'STOPPED',
    error: { code: 'UNAUTHORIZED', status: 401 },
  })
})

test('the hundredth refusal in a row of requests that had the former secret does not stop it, nor the next one', async () => {
  const told = story(app, 'refused')
  const names = Array.from({ length: 120 }, (_, n) => `n${n}`)
  const id = await waiting(told, 'refused', '/refusing', names)
  const isHundredth = (body: string) => /^[^\n]*"name":"n99"[^\n]*\n$/.test(body)
  meanwhile.set('/refusing', body => (isHundredth(body) ? replaceSecret(told, id) : undefined))
  await workers.settle(id)
  expect(await destinationNow(told, id)).toMatchObject({
    status: 'RUNNING',
    sent: 20,
    failed: 100,
    deadLetterCount: 100,
  })
})
