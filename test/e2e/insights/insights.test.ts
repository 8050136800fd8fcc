import { afterAll, beforeAll, expect, test } from 'vitest'
import { roundNumbers } from '../../../src/insights/milestones.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
let shop: Story
beforeAll(async () => {
  app = await startTestApp()
  shop = story(app, 'shop')
  const known = users('user')
  await eventsHappened(app, 'shop', [
    ...days.flatMap(day => known.map((userId, i) => chat(day, userId, i))),
    ...users('new').map((userId, i) => chat('2024-03-06', userId, i)),
    ...[1, 2, 3].map(i => ({
      aiCall: {
        ...{ provider: 'nobody', model: 'unheard-of', success: true, userId: 'user 0' },
        timestamp: `2024-03-08T15:0${i}:00Z`,
      },
    })),
  ])
})
afterAll(() => app.close())

/** The ten weeks from Monday, 1 January 2024 on. */
const days = Array.from({ length: 70 }, (_, i) =>
  new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10),
)
const users = (prefix: string) => Array.from({ length: 6 }, (_, i) => `${prefix} ${i}`)
const chat = (day: string, userId: string, minute: number) => ({
  event: { name: 'chat', userId, timestamp: `${day}T12:0${minute}:00Z` },
})

interface Found {
  count: number
  insights: ({ __typename: string; severity: string; text: string } & Record<string, unknown>)[]
}

const insights = async (args: string, { answer }: Story = shop): Promise<Found> =>
  (
    await answer<{ insights: Found }>(`{ insights(${args}) { count insights { __typename
      ... on AnomalyInsight { severity text users usd share from to anomaly { metric value expected direction } }
      ... on DataQuality { severity text users usd share problem events of }
      ... on Milestone { severity text users usd share total reached at }
    } } }`)
  ).insights

const week = 'range: { dates: { from: "2024-03-04", to: "2024-03-10" } }'

test('insights are ranked by their severity and the share of users, money or events that they touch', async () => {
  // 6 users were new on a day with 12; three of 51 events have no price; all events arrived late.
  const found = await insights(week)
  expect(found.count).toBe(3)
  expect(found.insights).toEqual([
    {
      __typename: 'DataQuality',
      ...{ severity: 'WARNING', problem: 'UNPRICED_CALLS', events: 3, of: 3, users: 1, usd: null, share: 1 },
      text: '3 of 3 uses of models have no price, with 1 different models: the cost leaves them out.',
    },
    {
      __typename: 'DataQuality',
      ...{ severity: 'WARNING', problem: 'LATE_EVENTS', events: 51, of: 51, users: 12, usd: null, share: 1 },
      text: expect.stringMatching(
        /^51 of 51 events arrived more than a day after they happened, up to [\d,]+ days\.$/,
      ),
    },
    {
      __typename: 'AnomalyInsight',
      ...{ severity: 'WARNING', users: 6, usd: null, share: 0.5 },
      ...{ from: '2024-03-06T12:00:00.000Z', to: '2024-03-06T13:00:00.000Z' },
      anomaly: { metric: 'activeUsers', value: 12, expected: 6, direction: 'UP' },
      text:
        'There were active users: 12 from 2024-03-06T12:00:00.000Z to 2024-03-06T13:00:00.000Z, more than the 6 that are ' +
        'usual then.',
    },
  ])
})

test('a milestone has the moment at which a total reached it', async () => {
  // After 33 days with 6 events there are 198. The 200th is the second one of 3 February.
  const { insights: found } = await insights('range: { dates: { from: "2024-02-01", to: "2024-02-07" } }')
  expect(found.filter(({ __typename }) => __typename === 'Milestone')).toEqual([
    {
      __typename: 'Milestone',
      ...{ severity: 'INFO', total: 'EVENTS', reached: 200, at: '2024-02-03T12:01:00.000Z' },
      ...{ users: null, usd: null, share: 0 },
      text: 'The number of events reached 200 at 2024-02-03T12:01:00.000Z.',
    },
  ])
})

test('insights of a year cost less than a request may', async () => {
  const { insights: found } = await insights('range: { last: { count: 366, unit: DAY } }, first: 100')
  expect(found).toEqual([])
})

test('first takes the most important ones, and count says how many there are', async () => {
  const { count, insights: found } = await insights(`${week}, first: 1`)
  expect({ count, problems: found.map(({ problem }) => problem) }).toEqual({
    count: 3,
    problems: ['UNPRICED_CALLS'],
  })
})

test('a project without events has no insights', async () => {
  expect(await insights(week, story(app, 'empty'))).toEqual({ count: 0, insights: [] })
})

test.each([
  ['first: 0', 'INVALID_FIRST', 'first'],
  ['first: 101', 'INVALID_FIRST', 'first'],
  [
    'range: { between: { from: "2024-01-02T00:00:00Z", to: "2024-01-01T00:00:00Z" } }',
    'INVALID_RANGE',
    'range',
  ],
  ['timeZone: "Nowhere"', 'INVALID_TIME_ZONE', 'timeZone'],
])('%s is refused', async (args, reason, field) => {
  expect(await shop.refusal(`{ insights(${args}) { count } }`)).toEqual({
    ...{ code: 'BAD_USER_INPUT', reason },
    field,
  })
})

test('round numbers are 1, 2 and 5 times powers of ten', () => {
  expect(roundNumbers(0, 99)).toEqual([])
  expect(roundNumbers(99, 1_000)).toEqual([100, 200, 500, 1_000])
  expect(roundNumbers(1_000, 1_999)).toEqual([])
})
