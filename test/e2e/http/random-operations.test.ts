import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { buildSchema } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Operation, randomOperation } from '../../support/random/random-operation.ts'
import { rounds, seed } from '../../support/rounds.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))
/** Each login attempt costs a second on purpose. */
const without = ['obtainToken']

/** A few events of every kind, so that questions find something. */
const happened = ['2026-01-05T10:00:00Z', '2026-02-01T10:00:00Z', new Date().toISOString()].flatMap(
  timestamp =>
    ['ann', 'bob'].flatMap(userId => {
      const event = {
        userId,
        timestamp,
        conversationId: `c-${userId}`,
        channel: 'web',
        properties: { plan: 'pro' },
      }
      return [
        { event: { ...event, name: 'signup' } },
        { activity: { ...event, type: 'login' } },
        { conversation: { ...event, startedAt: timestamp } },
        { message: { ...event, role: 'USER' } },
        { aiCall: { ...event, provider: 'openai', model: 'gpt-4o', inputTokens: 7, durationMs: 20 } },
        { apiCall: { ...event, endpoint: '/a', method: 'GET', statusCode: 200, durationMs: 5 } },
        { systemMetric: { timestamp, name: 'cpu', value: 0.5 } },
      ]
    }),
)

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(app, 'random', happened)
})
afterAll(() => app.close())

/** The answer as received. JSON.stringify turns values that JSON lacks into null, so the text is parsed too. */
async function answerTo(operation: Operation): Promise<{ status: number; body: string }> {
  const response = await fetch(app.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token('admin', 'random')}` },
    body: JSON.stringify(operation),
  })
  const body = await response.text()
  JSON.parse(body)
  return { status: response.status, body }
}

test('any operation gets a JSON answer without a bug', async () => {
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(fc.gen(), async gen => {
      const operation = randomOperation(schema, gen, without)
      const { status, body } = await answerTo(operation)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      expect([200, 400, 401, 429], body).toContain(status)
      expect(body, JSON.stringify(operation)).not.toContain('INTERNAL_SERVER_ERROR')
    }),
    { numRuns: rounds(500), seed, interruptAfterTimeLimit: 60_000, endOnFailure: true },
  )
  // Some operations succeed, and some are refused only when they run.
  expect(statuses.get(200), `SEED=${seed}`).toBeGreaterThan(10)
}, 120_000)
