import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logStory } from '../support/log-story.ts'
import { randomLog } from '../support/random/random-log.ts'
import { rounds, seed, within } from '../support/rounds.ts'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const logs = rounds(20, 4)
const hour = 3_600_000

/** Two ranges around the same event: of the question, and to compare with. */
const drawn = fc.sample(
  randomLog.chain(log =>
    fc.record({
      log: fc.constant(log),
      middle: fc.constantFrom(...log).map(({ at }) => at),
      shift: fc.integer({ min: -30, max: 30 }),
      length: fc.integer({ min: 1, max: 60 }),
    }),
  ),
  { numRuns: logs, seed },
)

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ MAX_COMPLEXITY: '1000000', RATE_QUERY: '0' })
  await logStory(
    app,
    drawn.flatMap(({ log }, i) => log.map(event => ({ ...event, project: `log ${i}` }))),
  )
})
afterAll(() => app.close())

const page = '(first: 100) { totalCount nodes { userId } }'
const step = 'users rateFromFirst dropOff medianSeconds'
const table = 'size rows { start size cells { users rate } } average { rate }'

/** Each question with a comparison: its arguments, and its fields, lists of users included. */
const questions = {
  funnel: {
    input:
      'steps: [{ event: "open" }, { event: "login" }], windowSeconds: 86400, breakdown: { dimension: CHANNEL }',
    fields: `totalUsers completionRate openAttempts averageSeconds
      steps { ${step} converted${page} dropped${page} } buckets(interval: DAY) { start totalUsers }
      breakdown { value isOther totalUsers } timeToConvert { users averageSeconds }`,
  },
  cohorts: {
    input: 'interval: DAY, periods: 3, breakdown: { property: "plan" }',
    fields: `${table} groups { value ${table} } members: rows { members${page} }`,
  },
  lifecycle: {
    input: 'interval: HOUR',
    fields: `buckets { start activeUsers newUsers returning resurrecting dormant } users(state: ACTIVE, first: 100) { nodes { userId } }`,
  },
  stickiness: {
    input: 'interval: HOUR',
    fields: `intervals activeUsers averageIntervals rows { users usersAtLeast } users(intervals: 1, first: 100) { nodes { userId } }`,
  },
  paths: {
    input: 'anchor: { event: "open" }',
    fields: `occurrences users steps { occurrences links { from to users } } paths { events users } usersBehind${page}`,
  },
}

const instants = (from: number, to: number) => ({
  between: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
})

type Answers = Record<string, Record<string, unknown>>

test(
  `${logs} random logs have the same previous answers as when they are asked for themselves`,
  async () => {
    let changed = 0
    for (const [i, { middle, shift, length }] of drawn.entries()) {
      const { answer } = story(app, `log ${i}`)
      const [from, to] = [middle - length * (hour / 2), middle + length * (hour / 2)]
      const range = instants(from, to)
      const other = instants(from + shift * hour, to + shift * hour + hour)
      for (const [name, { input, fields }] of Object.entries(questions)) {
        const context = `seed ${seed}, log ${i}: ${name} ${JSON.stringify({ range, other })}`
        const { compared, alone } = await answer<Answers>(
          `query ($range: DateRangeInput, $other: DateRangeInput) {
          compared: ${name}(input: { ${input} }, range: $range, compare: { range: $other }) { ${fields} previous { ${fields} } }
          alone: ${name}(input: { ${input} }, range: $other) { ${fields} }
        }`,
          { range, other },
        )
        expect(compared!.previous, context).toEqual(alone)
        const { previous, ...now } = compared!
        if (JSON.stringify(previous) !== JSON.stringify(now)) changed++
      }
    }
    expect(changed).toBeGreaterThan(logs)
  },
  within(240_000),
)
