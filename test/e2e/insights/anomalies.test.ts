import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Anomalies } from '../../../src/schema/anomalies/anomalies.ts'
import { countStatements } from '../../support/count-statements.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
let shop: Story
beforeAll(async () => {
  app = await startTestApp()
  shop = story(app, 'shop')
  await eventsHappened(app, 'shop', [
    ...days.flatMap(day => chatsOn(day, 6)),
    ...chatsOn('2024-03-06', 6, { prefix: 'new', channel: 'web' }),
    ...[7, 14, 21, 28].flatMap(day => callsOn(`2024-02-${String(day).padStart(2, '0')}`, 30, 3)),
    ...callsOn('2024-03-06', 30, 15),
    ...callsOn('2024-03-07', 29, 29),
  ])
})
afterAll(() => app.close())

/** The ten weeks from Monday, 1 January 2024 on. */
const days = Array.from({ length: 70 }, (_, i) =>
  new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10),
)

/** Chats in turns on the web and in the app, each of another user. */
const chatsOn = (day: string, count: number, { prefix = 'user', channel = '' } = {}) =>
  Array.from({ length: count }, (_, i) => ({
    event: {
      name: 'chat',
      userId: `${prefix} ${i}`,
      channel: channel || (i % 2 ? 'app' : 'web'),
      timestamp: `${day}T12:0${i}:00Z`,
    },
  }))

const callsOn = (day: string, count: number, failed: number) =>
  Array.from({ length: count }, (_, i) => ({
    aiCall: {
      ...{ provider: 'nobody', model: 'unheard-of', success: i >= failed, botId: 'sales' },
      timestamp: `${day}T15:${String(i).padStart(2, '0')}:00Z`,
    },
  }))

const asked = async (args: string, fields = whole, { answer }: Story = shop): Promise<Anomalies> =>
  (await answer<{ anomalies: Anomalies }>(`{ anomalies(${args}) { ${fields} } }`)).anomalies

const whole = `judged buckets meta { caveats { code message } } anomalies {
  metric labels start end value expected low high score buckets direction severity sampleSize }`
const week = 'range: { dates: { from: "2024-03-04", to: "2024-03-10" } }'
const chats = '{ formula: "count(event(\\"chat\\"))" }'

describe('a count of days', () => {
  test('12 chats after eight Wednesdays with 6 are an anomaly', async () => {
    // The earlier days do not vary, so that at least 5 more or fewer are an anomaly: 3 fewer on Monday, Tuesday and
    // Wednesday would not be. From Thursday on the days vary, and three of them count together.
    expect(await asked(`metrics: [${chats}], ${week}`)).toEqual({
      judged: 7,
      buckets: 7,
      anomalies: [
        {
          ...{ metric: 'count(event("chat"))', labels: [], value: 12, expected: 6, low: 1, high: 11 },
          ...{ start: '2024-03-06T00:00:00.000Z', end: '2024-03-07T00:00:00.000Z' },
          ...{ score: null, buckets: 1, direction: 'UP', severity: 'WARNING', sampleSize: 8 },
        },
      ],
      meta: {
        caveats: [
          {
            code: 'WIDE_RANGE',
            message:
              'count(event("chat")): 3 of 7 buckets are too small, or vary too much, for a stretch of three with half of the ' +
              'expected value to be found.',
          },
        ],
      },
    })
  })

  test('hours are compared with the same hour of the week', async () => {
    const { anomalies, judged } = await asked(`metrics: [${chats}], interval: HOUR, ${week}`)
    expect(judged).toBe(168)
    expect(anomalies.map(({ start, value, expected }) => [start, value, expected])).toEqual([
      ['2024-03-06T12:00:00.000Z', 12, 6],
    ])
  })

  test('each group is judged by itself', async () => {
    const { anomalies, judged } = await asked(`metrics: [${chats}], by: { dimension: CHANNEL }, ${week}`)
    expect(judged).toBe(14)
    // On the web there are 3 chats a day, and 9 on the Wednesday: in the app 3 as ever.
    expect(anomalies.map(({ labels, value, expected, high }) => [labels, value, expected, high])).toEqual([
      [['web'], 9, 3, 8],
    ])
  })

  test('only the side that is asked for is answered', async () => {
    expect((await asked(`metrics: [${chats}], direction: DOWN, ${week}`)).anomalies).toEqual([])
    expect((await asked(`metrics: [${chats}], direction: UP, ${week}`)).anomalies).toHaveLength(1)
  })

  test('groups that are left out are said', async () => {
    const { meta } = await asked(`metrics: [${chats}], by: { dimension: CHANNEL }, first: 1, ${week}`)
    expect((meta as unknown as { caveats: { code: string }[] }).caveats.map(({ code }) => code)).toEqual([
      'NOT_ALL_SHOWN',
      'WIDE_RANGE',
    ])
  })
})

test('a project that is too young is said to be', async () => {
  // Mondays with a week before them: 8, 15 and 22 January. Four are needed.
  const range = 'range: { dates: { from: "2024-01-29", to: "2024-02-04" } }'
  expect(await asked(`metrics: [${chats}], ${range}`)).toEqual({
    ...{ judged: 0, buckets: 7, anomalies: [] },
    meta: {
      caveats: [
        {
          code: 'TOO_LITTLE_HISTORY',
          message:
            'count(event("chat")): 7 of 7 buckets were not judged, because fewer than 4 earlier buckets like them are known.',
        },
      ],
    },
  })
})

test('the running day is not judged', async () => {
  const { buckets } = await asked(`metrics: [${chats}], range: { last: { count: 3, unit: DAY } }`)
  expect(buckets).toBe(2)
})

test('a rate is judged with 30 things behind it', async () => {
  // 15 of 30 calls after 3 of 30 on four Wednesdays: 0.1 ± 5 of 30. On Thursday there are 29 calls, on other days none.
  const answer = await asked(`metrics: [{ name: aiErrorRate }], ${week}`)
  expect(answer).toMatchObject({ judged: 1, buckets: 7 })
  expect(answer.anomalies).toEqual([
    {
      ...{ metric: 'aiErrorRate', labels: [], value: 0.5, expected: 0.1, low: 0, sampleSize: 4 },
      ...{ start: '2024-03-06T00:00:00.000Z', end: '2024-03-07T00:00:00.000Z' },
      ...{
        high: expect.closeTo(0.1 + 5 / 30, 10),
        score: null,
        buckets: 1,
        direction: 'UP',
        severity: 'WARNING',
      },
    },
  ])
  expect((answer.meta as unknown as { caveats: object[] }).caveats).toContainEqual({
    code: 'SMALL_SAMPLE',
    message:
      'aiErrorRate: 1 of 7 buckets were not judged, because fewer than 30 things are behind their values.',
  })
})

test('metrics share a statement with their history, and rates one with the things behind them', async () => {
  const metrics = '{ name: aiErrorRate }, { name: aiResponseTimeMs }, { name: aiCalls }'
  const { clickhouse } = await countStatements(app, () => asked(`metrics: [${metrics}], ${week}`, 'judged'))
  // The numbers of calls are kept in totals, the mean times and the things behind them are not.
  expect(clickhouse).toBe(2)
})

test('another project has no history', async () => {
  const other = story(app, 'other')
  expect(await asked(`metrics: [${chats}], ${week}`, 'judged anomalies { value }', other)).toEqual({
    judged: 0,
    anomalies: [],
  })
})

test.each([
  ['sensitivity: 1.9', 'INVALID_SENSITIVITY', 'sensitivity'],
  ['sensitivity: 20.1', 'INVALID_SENSITIVITY', 'sensitivity'],
  ['first: 0', 'INVALID_FIRST', 'first'],
  ['timeZone: "+01:00"', 'INVALID_TIME_ZONE', 'timeZone'],
  ['interval: HOUR, range: { last: { count: 1, unit: YEAR } }', 'TOO_MANY_BUCKETS', 'interval'],
  ['by: { property: "" }', 'INVALID_BREAKDOWN', 'by'],
])('%s is refused', async (args, reason, field) => {
  expect(await shop.refusal(`{ anomalies(metrics: [{ name: messages }], ${args}) { judged } }`)).toEqual({
    ...{ code: 'BAD_USER_INPUT', reason },
    field,
  })
})

test('no metric, and more than six, are refused', async () => {
  for (const metrics of ['', '{ name: messages } '.repeat(7)])
    expect(await shop.refusal(`{ anomalies(metrics: [${metrics}]) { judged } }`)).toMatchObject({
      reason: 'INVALID_METRICS',
    })
})
