import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomSql } from '../../support/random/random-sql.ts'
import { rounds, seed } from '../../support/rounds.ts'
import { runSqlDocument } from '../../support/run-sql.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
let mine: Story

/** An event of each kind, whose texts all have the word. */
const eventsWith = (word: string) => [
  { event: { name: word, userId: word, anonymousId: `${word} phone`, properties: { secret: word } } },
  { activity: { type: 'login', userId: word, properties: { secret: word } } },
  { message: { conversationId: word, role: 'USER', userId: word, botId: word } },
  { aiCall: { conversationId: word, model: word, provider: word } },
  { apiCall: { endpoint: `/${word}`, method: 'GET', statusCode: 200 } },
  { systemMetric: { name: word, value: 1 } },
]

beforeAll(async () => {
  app = await startTestApp()
  mine = story(app, 'mine')
  await eventsHappened(app, 'mine', eventsWith('own'))
  await eventsHappened(app, 'other', eventsWith('SECRET'))
  await mine.answer('{ summary { totalEvents } }')
})
afterAll(() => app.close())

/** The gate runs a tenth of them. */
const statements = rounds(2_000, 200)

const refusals = [
  'SQL_NOT_ALLOWED',
  'SQL_FAILED',
  'QUERY_TOO_LARGE',
  'QUERY_TIMEOUT',
  'RESULT_TOO_LARGE',
  'BAD_USER_INPUT',
]

test(
  'no statement has a row of another project, and none fails as a bug',
  async () => {
    const outcomes = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(randomSql, async sql => {
        const answer = await mine.ask(runSqlDocument, { input: { sql, timeoutSeconds: 2 } })
        expect(JSON.stringify(answer), sql).not.toMatch(/SECRET|sandbox_\d/)
        const code = String(answer.errors[0]?.extensions.code ?? 'OK')
        expect(['OK', ...refusals], sql).toContain(code)
        outcomes.set(code, (outcomes.get(code) ?? 0) + 1)
      }),
      { numRuns: statements, seed },
    )
    // The statements would prove nothing if none of them ran, or none was refused for what it reads.
    expect(outcomes.get('OK')).toBeGreaterThan(statements / 20)
    expect(outcomes.get('SQL_NOT_ALLOWED')).toBeGreaterThan(statements / 20)
  },
  60_000 + statements * 300,
)
