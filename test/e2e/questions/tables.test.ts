import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobScope } from '../../../src/jobs/job-scope.ts'
import { tableOf } from '../../../src/questions/table-of.ts'
import { wholeAnswer } from '../../../src/questions/whole-answer.ts'
import { createSchema } from '../../../src/resolvers/build-schema.ts'
import { savedInput } from '../../../src/resolvers/saved-input.ts'
import { type CompareInput } from '../../../src/schema/compare.ts'
import { type QuestionInput } from '../../../src/schema/questions/question-input.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

const at = (day: number, hour = 12) => `2024-03-0${day}T${hour}:00:00.000Z`
const schema = createSchema()

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  const ann = { userId: 'ann', channel: 'web' }
  const bob = { userId: 'bob', channel: 'app' }
  const cost = { provider: 'openai', model: 'house', inputTokens: 10, outputTokens: 5 }
  await eventsHappened(app, 'shop', [
    { event: { ...ann, name: 'open', eventId: 'e1', timestamp: at(1) } },
    { event: { ...ann, name: 'pay', eventId: 'e2', timestamp: at(1, 13), properties: { plan: 'pro' } } },
    { event: { ...bob, name: 'open', eventId: 'e3', timestamp: at(2) } },
    {
      message: {
        ...{ ...ann, ...cost, eventId: 'm1', conversationId: 'c1', role: 'ASSISTANT' },
        ...{ timestamp: at(2, 14), costUsd: '0.0125', responseTimeMs: 250.5 },
      },
    },
    {
      aiCall: {
        ...bob,
        ...cost,
        eventId: 'a1',
        timestamp: at(2, 15),
        costUsd: '0.1',
        durationMs: 80,
        success: false,
      },
    },
    {
      apiCall: {
        ...bob,
        eventId: 'p1',
        timestamp: at(2, 16),
        endpoint: '/v1',
        method: 'GET',
        statusCode: 500,
      },
    },
  ])
  await story(app, 'shop').answer(
    'mutation ($input: IdentifyInput!) { identify(input: $input) { userErrors { code } } }',
    { input: { userId: 'ann', username: 'Ann', traits: { team: 'red' } } },
  )
})
afterAll(() => app.close())

/** The table of a question as it is saved, over 1 and 2 March. */
async function table(saved: object, compare?: CompareInput) {
  const question = savedInput<QuestionInput>({ schema }, 'QuestionInput', saved)
  const scope = jobScope(app.services, {
    ...{ id: '1', project: 'shop', subject: 'tester', attempt: 1 },
    signal: new AbortController().signal,
  })
  const range = { dates: { from: '2024-03-01', to: '2024-03-02' } }
  const { columns, rows } = tableOf(await wholeAnswer(schema, scope, question, { range, compare }))
  expect(rows.filter(row => row.length !== columns.length)).toEqual([])
  return { columns: columns.map(({ name, type }) => `${name}: ${type}`), rows }
}

const steps = [{ event: 'open' }, { event: 'pay' }]

test('a funnel is a row for each step', async () => {
  expect(await table({ funnel: { steps } })).toEqual({
    columns: [
      'step: integer',
      'name: text',
      'users: integer',
      'dropOff: integer',
      'rateFromPrevious: number',
      'rateFromFirst: number',
      'medianSeconds: number',
      'averageSeconds: number',
      'p90Seconds: number',
    ],
    rows: [
      [1, 'open', 2, 0, 1, 1, null, null, null],
      [2, 'pay', 1, 1, 0.5, 0.5, 3600, 3600, 3600],
    ],
  })
})

test('a funnel with a breakdown is a row for each step of each value', async () => {
  const { columns, rows } = await table({ funnel: { steps, breakdown: { dimension: 'CHANNEL' } } })
  expect(columns.slice(0, 5)).toEqual([
    'value: text',
    'isOther: boolean',
    'step: integer',
    'name: text',
    'users: integer',
  ])
  expect(rows.map(row => row.slice(0, 5))).toEqual([
    ['app', false, 1, 'open', 1],
    ['app', false, 2, 'pay', 0],
    ['web', false, 1, 'open', 1],
    ['web', false, 2, 'pay', 1],
  ])
})

test('cohorts are a row for each cell', async () => {
  expect(await table({ cohorts: { interval: 'DAY', periods: 2 } })).toEqual({
    columns: [
      'start: time',
      'end: time',
      'size: integer',
      'period: integer',
      'users: integer',
      'rate: number',
      'measured: decimal',
      'isComplete: boolean',
    ],
    rows: [
      ['2024-03-01T00:00:00.000Z', '2024-03-02T00:00:00.000Z', 1, 0, 1, 1, null, true],
      ['2024-03-01T00:00:00.000Z', '2024-03-02T00:00:00.000Z', 1, 1, 1, 1, null, true],
      ['2024-03-02T00:00:00.000Z', '2024-03-03T00:00:00.000Z', 1, 0, 1, 1, null, true],
      ['2024-03-02T00:00:00.000Z', '2024-03-03T00:00:00.000Z', 1, 1, 0, 0, null, true],
    ],
  })
})

test('the lifecycle is a row for each bucket', async () => {
  expect((await table({ lifecycle: {} })).rows).toEqual([
    ['2024-03-01T00:00:00.000Z', '2024-03-02T00:00:00.000Z', true, 1, 1, 0, 0, 0],
    ['2024-03-02T00:00:00.000Z', '2024-03-03T00:00:00.000Z', true, 2, 1, 1, 0, 0],
  ])
})

test('stickiness is a row for each number of days', async () => {
  expect((await table({ stickiness: {} })).rows).toEqual([
    [1, 1, 0.5, 2, 1],
    [2, 1, 0.5, 1, 0.5],
  ])
})

test('paths are a row for each link', async () => {
  const { columns, rows } = await table({ paths: { anchor: { event: 'open' }, maxGapSeconds: 7200 } })
  expect(columns).toEqual([
    'depth: integer',
    'from: text',
    'to: text',
    'occurrences: integer',
    'users: integer',
    'share: number',
    'medianSeconds: number',
  ])
  expect(rows[0]).toEqual([1, 'open', 'pay', 1, 1, 0.5, 3600])
})

test('a time series is a row for each bucket of each line', async () => {
  const timeSeries = { series: [{ event: 'open' }], breakdown: { dimension: 'CHANNEL' } }
  expect(await table({ timeSeries })).toEqual({
    columns: [
      'start: time',
      'isComplete: boolean',
      'name: text',
      'group: text',
      'isOther: boolean',
      'value: number',
      'previous: number',
    ],
    rows: [
      ['2024-03-01T00:00:00.000Z', true, 'open', 'app', false, 0, null],
      ['2024-03-02T00:00:00.000Z', true, 'open', 'app', false, 1, null],
      ['2024-03-01T00:00:00.000Z', true, 'open', 'web', false, 1, null],
      ['2024-03-02T00:00:00.000Z', true, 'open', 'web', false, 0, null],
    ],
  })
})

test('top users are a row for each, with money as text', async () => {
  expect(await table({ topUsers: { by: 'COST' } })).toEqual({
    columns: [
      'rank: integer',
      'userId: text',
      'username: text',
      'events: integer',
      'messages: integer',
      'conversations: integer',
      'tokens: integer',
      'costUsd: decimal',
      'unpricedCalls: integer',
      'share: number',
    ],
    rows: [
      [1, 'bob', null, 3, 0, 0, 15, '0.1', 0, expect.closeTo(0.1 / 0.1125)],
      [2, 'ann', 'Ann', 3, 1, 1, 15, '0.0125', 0, expect.closeTo(0.0125 / 0.1125)],
    ],
  })
})

test('metrics are a column each', async () => {
  const metrics = [{ name: 'events' }, { name: 'costUsd' }, { name: 'apiErrorRate' }]
  expect(await table({ measure: { metrics } })).toEqual({
    columns: ['events: integer', 'costUsd: decimal', 'apiErrorRate: number'],
    rows: [[6, '0.1125', 1]],
  })
})

test('metrics over time and broken down are a row for each bucket of each group', async () => {
  const measure = {
    ...{ metrics: [{ name: 'costUsd' }, { name: 'events' }], interval: 'DAY' },
    by: [{ trait: 'team' }, { dimension: 'CHANNEL' }],
    first: 1,
  }
  expect(await table({ measure })).toEqual({
    columns: [
      'start: time',
      'isComplete: boolean',
      'team: text',
      'CHANNEL: text',
      'isOther: boolean',
      'costUsd: decimal',
      'events: integer',
    ],
    rows: [
      ['2024-03-01T00:00:00.000Z', true, null, 'app', false, '0', 0],
      ['2024-03-02T00:00:00.000Z', true, null, 'app', false, '0.1', 3],
      ['2024-03-01T00:00:00.000Z', true, null, null, true, '0', 2],
      ['2024-03-02T00:00:00.000Z', true, null, null, true, '0.0125', 1],
    ],
  })
})

test('compared metrics have a column for the number before, and one for the change', async () => {
  const compare = { range: { dates: { from: '2024-03-01', to: '2024-03-01' } } }
  expect(await table({ measure: { metrics: [{ name: 'events' }, { name: 'events' }] } }, compare)).toEqual({
    columns: [
      'events: integer',
      'events before: integer',
      'events change: number',
      'events 2: integer',
      'events before 2: integer',
      'events change 2: number',
    ],
    rows: [[6, 2, 2, 6, 2, 2]],
  })
})

test.each([
  [
    'events',
    { filter: { name: 'pay' } },
    { timestamp: at(1, 13), eventId: 'e2', userId: 'ann', eventKind: 'CUSTOM', properties: { plan: 'pro' } },
  ],
  [
    'messages',
    {},
    {
      eventId: 'm1',
      role: 'ASSISTANT',
      responseTimeMs: 250.5,
      costUsd: '0.0125',
      conversationId: 'c1',
      isFallback: false,
    },
  ],
  ['aiCalls', {}, { eventId: 'a1', success: false, durationMs: 80, costUsd: '0.1', inputTokens: 10 }],
  ['apiCalls', {}, { eventId: 'p1', endpoint: '/v1', method: 'GET', statusCode: 500, success: false }],
  [
    'conversations',
    {},
    { conversationId: 'c1', userId: 'ann', messageCount: 1, totalTokens: 15, costUsd: '0.0125', topics: [] },
  ],
  [
    'users',
    { filter: { search: 'ann' } },
    { userId: 'ann', username: 'Ann', traits: { team: 'red' }, lastSeenAt: at(2, 14) },
  ],
])('a list of %s is a row for each, under the names of its fields', async (list, input, expected) => {
  const { columns, rows } = await table({ list: { [list]: input } })
  const names = columns.map(column => column.split(':')[0]!)
  expect(rows.map(row => Object.fromEntries(names.map((name, i) => [name, row[i]])))).toEqual([
    expect.objectContaining(expected),
  ])
})

test('a question that is refused is refused', async () => {
  await expect(table({ funnelId: '999' })).rejects.toMatchObject({ extensions: { reason: 'NOT_FOUND' } })
})
