import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type ReceivedRequest,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../support/delivery/webhook-receiver.ts'
import { deadLettersOf, destinationAt, destinationNow } from '../../support/forwarding/destinations.ts'
import { type ReceivedRow, receivedRows } from '../../support/forwarding/received-rows.ts'
import { startWorkers, type Workers } from '../../support/forwarding/workers.ts'
import { rounds, seed, within } from '../../support/rounds.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
let receiver: WebhookReceiver
let workers: Workers
/** What each kind of product has accepted, in this order. */
const accepted = new Map<string, ReceivedRow[]>()
const secrets = new Map<string, string>()
const misunderstood: unknown[] = []
let isCalm = false

beforeAll(async () => {
  receiver = await startWebhookReceiver(answer)
  app = await startTestApp({ WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' })
  workers = await startWorkers(app, 2)
})
afterAll(async () => {
  await workers.stop()
  await receiver.close()
  await app.close()
})

/** Numbers from 0 to 1, the same for a seed. */
function drawing(from: number) {
  let state = from
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
const draw = drawing(seed)

type Answer = (response: ServerResponse, accept: () => void) => void

/** What may happen to a good request. */
const troubles: Answer[] = [
  response => response.writeHead(500).end('oops'),
  // The rows are taken, and the sender does not learn of it.
  (response, accept) => {
    accept()
    response.writeHead(503).end()
  },
  (response, accept) => {
    accept()
    response.destroy()
  },
  response => response.writeHead(429, { 'retry-after': '7' }).end(),
  response => void response.destroy(),
  () => undefined,
  response => response.writeHead(408).end(),
]

/** Refuses what the product of the path would not understand, and bad rows; otherwise anything may happen. */
function answer(response: ServerResponse, request: ReceivedRequest): void {
  const kind = request.url.split('/')[1]!.split('?')[0]!
  let rows: ReceivedRow[]
  try {
    rows = receivedRows[kind]!(request, secrets.get(kind)!)
  } catch (error) {
    misunderstood.push([kind, String(error), request.body.slice(0, 500)])
    response.writeHead(418).end()
    return
  }
  const good = rows.filter(({ isBad }) => !isBad)
  const accept = () => {
    if (kind === 'MIXPANEL' || good.length === rows.length) accepted.get(kind)!.push(...good)
  }
  if (!isCalm && draw() < 0.4) troubles[Math.floor(draw() * troubles.length)]!(response, accept)
  else if (rows.length > 60) response.writeHead(413).end()
  else {
    accept()
    if (kind === 'MIXPANEL') importedBy(response, rows)
    else if (good.length < rows.length) response.writeHead(400).end('a row is bad')
    else response.end('{}')
  }
}

/** Mixpanel takes the good ones and names the others. */
function importedBy(response: ServerResponse, rows: ReceivedRow[]): void {
  const failed = rows.flatMap(({ isBad, id }, index) =>
    isBad ? [{ index, insert_id: id, field: 'properties.bad', message: 'is bad' }] : [],
  )
  const code = failed.length ? 400 : 200
  response.writeHead(code).end(JSON.stringify({ code, failed_records: failed }))
}

/** Event n of a project: every third one is a model call, two of a hundred are bad for each kind. */
const eventOf = (project: string, n: number) => {
  const isBad = n % 50 === 7 || n % 50 === 8
  const common = {
    eventId: `${project}-${n}`,
    userId: n % 10 === 9 ? undefined : `${project}-u${n % 13}`,
    properties: { n, project, ...(isBad && { bad: true }) },
  }
  if (n % 3) return { event: { ...common, name: `did ${n}` } }
  return {
    aiCall: {
      ...common,
      model: isBad ? 'bad' : 'gpt-4o',
      provider: 'openai',
      inputTokens: n,
      durationMs: 12.5,
    },
  }
}

const count = rounds(2_000, 120)
const kinds = Object.keys(receivedRows)

test(
  'each product gets each row at least once, under one id, in the order of the log, whatever it answers and whoever dies',
  async () => {
    const told = story(app, 'mine')
    const ids = new Map<string, string>()
    for (const kind of kinds) {
      accepted.set(kind, [])
      const secret = kind === 'WEBHOOK' ? '' : `secret: "key-of-${kind}"`
      const made = await destinationAt(told, kind, receiver.url.replace('hook', kind), secret)
      ids.set(kind, made.id)
      secrets.set(kind, made.secret ?? `key-of-${kind}`)
    }
    const everything = (async () => {
      for (let n = 0; n < count; n += 40) {
        const batch = (project: string) => Array.from({ length: 40 }, (_, i) => eventOf(project, n + i))
        await Promise.all([
          eventsHappened(app, 'mine', batch('mine')),
          eventsHappened(app, 'other', batch('other')),
        ])
        await told.answer(
          `mutation { identify(input: { userId: "mine-u${(n / 40) % 13}", username: "U", traits: { n: ${n} } }) { userErrors { code } } }`,
        )
      }
      await told.answer(
        'mutation { alias(input: { userId: "mine-u1", alias: "visitor-7f" }) { userErrors { code } } }',
      )
    })()
    for (let turn = 0; turn < 30; turn++)
      for (const id of ids.values()) await (draw() < 0.15 ? workers.kill(id) : workers.step(id))
    await everything
    isCalm = true
    for (const id of ids.values()) await workers.settle(id)
    expect(misunderstood).toEqual([])
    for (const [kind, id] of ids) {
      const rows = accepted.get(kind)!
      const isFor = (n: number) => kind !== 'OTLP' || n % 3 === 0
      const numbers = Array.from({ length: count }, (_, n) => n).filter(isFor)
      const isBad = (n: number) => n % 50 === 7 || n % 50 === 8
      const events = rows.filter(({ n }) => n !== null)
      // In the order of the log, each at least once; bad ones not at all.
      expect([...new Set(events.map(({ n }) => n))], kind).toEqual(numbers.filter(n => !isBad(n)))
      // Under one id.
      const pairs = new Set(events.map(({ n, id }) => `${n} ${id}`))
      expect(pairs.size, kind).toBe(numbers.filter(n => !isBad(n)).length)
      expect(new Set(events.map(({ id }) => id)).size, kind).toBe(pairs.size)
      // Never those of another project.
      expect(
        rows.filter(({ user }) => user && !user.startsWith('mine-')),
        kind,
      ).toEqual([])
      const letters = await deadLettersOf(told, id)
      expect(
        letters.map(({ messageId }) => Number(/\d+$/.exec(messageId)![0])).sort((a, b) => a - b),
        kind,
      ).toEqual(numbers.filter(isBad))
      const state = await destinationNow(told, id)
      expect(state, kind).toMatchObject({
        status: 'RUNNING',
        lag: { events: 0 },
        deadLetterCount: letters.length,
      })
      const users = rows.filter(({ n }) => n === null)
      expect(new Set(users.map(({ type }) => type)), kind).toEqual(new Set(userTypes[kind]))
      expect(state.sent + state.failed, kind).toBeGreaterThanOrEqual(numbers.length)
      expect(state.skipped, kind).toBeGreaterThanOrEqual(count - numbers.length)
    }
  },
  within(120_000),
)

/** The words of each product for a user with traits, and for an alias. */
const userTypes: Record<string, string[]> = {
  HTTP_NDJSON: ['identify', 'alias'],
  WEBHOOK: ['identify', 'alias'],
  SEGMENT: ['identify', 'alias'],
  POSTHOG: ['$identify'],
  MIXPANEL: ['$set', '$identify'],
  OTLP: [],
}
