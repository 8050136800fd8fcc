import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { IdentifyDocument } from '../operations/operations.ts'

const did = (userId: string, day: string, channel: string, plan: string, ...names: string[]) =>
  names.map((name, i) => ({
    ...{ userId, name, channel, properties: { plan }, timestamp: `2024-${day}T12:0${i}:00Z` },
  }))

let app: TestApp
let shop: Story
/** A saved funnel from a to b of the events in the channel `web`, over February. */
let id: string
beforeAll(async () => {
  app = await startTestApp()
  shop = story(app, 'shop')
  await shop.happened([
    ...did('dan', '02-20', 'web', 'pro', 'a'),
    ...did('eve', '02-21', 'web', 'free', 'a', 'b'),
    ...did('ann', '03-01', 'web', 'pro', 'a', 'b'),
    ...did('bob', '03-02', 'web', 'free', 'a', 'b'),
    ...did('cem', '03-02', 'app', 'pro', 'a'),
  ])
  for (const [userId, team, size] of [
    ['ann', 'red', 'm'],
    ['bob', 'blue', 'm'],
    ['cem', 'red', 'l'],
  ] as const)
    await shop.answer(IdentifyDocument, { input: { userId, traits: { team, size } } })
  const { createFunnel } = await shop.answer<{ createFunnel: { funnel: { id: string } } }>(
    'mutation ($input: CreateFunnelInput!) { createFunnel(input: $input) { funnel { id } userErrors { code } } }',
    {
      input: {
        name: 'a to b',
        funnel: { steps: [{ event: 'a' }, { event: 'b' }], filter: web, range: february },
      },
    },
  )
  id = createFunnel.funnel.id
})
afterAll(() => app.close())

const web = { dimension: 'CHANNEL', values: ['web'] }
const pro = { property: 'plan', values: ['pro'] }
const february = { between: { from: '2024-02-01T00:00:00Z', to: '2024-03-01T00:00:00Z' } }
const march = { between: { from: '2024-03-01T00:00:00Z', to: '2024-03-11T00:00:00Z' } }
const team = (name: string) => ({ trait: { key: 'team', values: [name] } })
const size = (name: string) => ({ trait: { key: 'size', values: [name] } })

/** Every argument that a question takes beside its input, as variables. */
const variables = `$range: DateRangeInput, $compare: CompareInput, $filter: FilterInput, $segment: SegmentInput,
  $segmentId: ID, $timeZone: String, $weekStart: WeekStart, $interval: CalendarUnit`
const shared = `range: $range, compare: $compare, filter: $filter, segment: $segment, segmentId: $segmentId,
  timeZone: $timeZone, weekStart: $weekStart`

const savedFunnel = (fields: string) =>
  `query ($id: ID, ${variables}) { funnel(id: $id, ${shared}, interval: $interval) { ${fields} } }`

describe('a saved funnel', () => {
  const ask = (given: object, fields = 'totalUsers completionRate') =>
    shop.answer<{ funnel: object }>(savedFunnel(fields), { id, ...given }).then(({ funnel }) => funnel)

  test('has the range of its input, unless another one is given', async () => {
    expect(await ask({})).toEqual({ totalUsers: 2, completionRate: 0.5 })
    expect(await ask({ range: march })).toEqual({ totalUsers: 2, completionRate: 1 })
  })

  test('counts events that pass its filter and the one beside it', async () => {
    // cem is on the plan too, but in another channel.
    const people = 'totalUsers steps { users converted { nodes { userId } } }'
    expect(await ask({ range: march, filter: pro }, people)).toEqual({
      totalUsers: 1,
      steps: Array(2).fill({ users: 1, converted: { nodes: [{ userId: 'ann' }] } }),
    })
  })

  test('is compared with another range, which has all of its fields', async () => {
    const fields = 'totalUsers completionRate steps { users dropOff }'
    const changes = 'changes { field changeRate changePoints isUpGood }'
    expect(
      await ask(
        { range: march, compare: { range: february } },
        `totalUsers completionRate ${changes} steps { users dropOff ${changes} }
         previous { ${fields} steps { converted { nodes { userId } } dropped { nodes { userId } } } previous { totalUsers } changes { field } }`,
      ),
    ).toEqual({
      totalUsers: 2,
      completionRate: 1,
      changes: [
        { field: 'totalUsers', changeRate: 0, changePoints: null, isUpGood: true },
        { field: 'completionRate', changeRate: 1, changePoints: 50, isUpGood: true },
      ],
      steps: [
        {
          users: 2,
          dropOff: 0,
          changes: [
            { field: 'users', changeRate: 0, changePoints: null, isUpGood: true },
            { field: 'dropOff', changeRate: null, changePoints: null, isUpGood: false },
          ],
        },
        {
          users: 2,
          dropOff: 0,
          changes: [
            { field: 'users', changeRate: 1, changePoints: null, isUpGood: true },
            { field: 'dropOff', changeRate: -1, changePoints: null, isUpGood: false },
          ],
        },
      ],
      previous: {
        totalUsers: 2,
        completionRate: 0.5,
        steps: [
          {
            users: 2,
            dropOff: 0,
            converted: { nodes: [{ userId: 'eve' }, { userId: 'dan' }] },
            dropped: { nodes: [] },
          },
          {
            users: 1,
            dropOff: 1,
            converted: { nodes: [{ userId: 'eve' }] },
            dropped: { nodes: [{ userId: 'dan' }] },
          },
        ],
        previous: null,
        changes: [],
      },
    })
  })

  test('has changes without its previous numbers, and none without a comparison', async () => {
    const changes = 'totalUsers changes { field changeRate } previous { name }'
    expect(await ask({ range: march, compare: { period: 'PREVIOUS_PERIOD' } }, changes)).toEqual({
      totalUsers: 2,
      // From 20 February, dan and eve.
      changes: [{ field: 'totalUsers', changeRate: 0 }],
      previous: { name: 'a to b' },
    })
    expect(await ask({}, changes)).toEqual({ totalUsers: 2, changes: [], previous: null })
  })

  test('has buckets as wide as the question or the field says', async () => {
    const given = { range: { dates: { from: '2024-03-01', to: '2024-03-02' } } }
    const fields = 'buckets { totalUsers } days: buckets(interval: DAY) { totalUsers } trend { totalUsers }'
    const days = [{ totalUsers: 1 }, { totalUsers: 1 }]
    expect(await ask(given, fields)).toEqual({ buckets: days, days, trend: days })
    expect(await ask({ ...given, interval: 'MONTH' }, fields)).toEqual({
      buckets: [{ totalUsers: 2 }],
      days,
      trend: days,
    })
  })
})

describe('a segment', () => {
  const stickiness = `query ($input: StickinessInput, ${variables}) {
    stickiness(input: $input, ${shared}, interval: $interval) { activeUsers }
  }`
  const ask = (given: object) =>
    shop
      .answer<{ stickiness: { activeUsers: number } }>(stickiness, { range: march, ...given })
      .then(({ stickiness }) => stickiness.activeUsers)
  const save = async (name: string, condition: object) => {
    const create = `mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { id } } }`
    const { createSegment } = await shop.answer<{ createSegment: { segment: { id: string } } }>(create, {
      input: { name, condition },
    })
    return createSegment.segment.id
  }

  test('of the input and one beside it both apply, saved or not', async () => {
    const red = await save('red', team('red'))
    expect(await ask({})).toBe(3)
    expect(await ask({ segment: team('red') })).toBe(2)
    expect(await ask({ input: { segment: team('red') }, segment: size('m') })).toBe(1)
    expect(await ask({ input: { segmentId: red }, segment: size('m') })).toBe(1)
    expect(await ask({ input: { segment: size('m') }, segmentId: red })).toBe(1)
    expect(await ask({ input: { segment: team('blue') }, segmentId: red })).toBe(0)
  })

  test.each<[string, object]>([
    ['beside the input', { segment: team('red'), segmentId: '1' }],
    ['in the input', { input: { segment: team('red'), segmentId: '1' } }],
    ['in the input, beside another', { input: { segment: team('red'), segmentId: '1' }, segment: size('m') }],
  ])('cannot be given in two ways %s', async (_, given) => {
    expect(await shop.refusal(stickiness, given)).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_SEGMENT',
      field: 'segment',
    })
  })
})

describe('an argument', () => {
  test('wins over the calendar and the interval of the input', async () => {
    const ask = `query ($input: TimeSeriesInput, ${variables}) {
      timeSeries(input: $input, ${shared}, interval: $interval) { timestamps }
    }`
    const input = { interval: 'DAY', timeZone: 'UTC', weekStart: 'MONDAY', range: february }
    const given = { range: march, interval: 'WEEK', timeZone: 'Europe/Berlin', weekStart: 'SUNDAY' }
    // Sundays at midnight in Berlin, an hour before UTC.
    const sundays = ['2024-02-24', '2024-03-02', '2024-03-09'].map(day => `${day}T23:00:00.000Z`)
    expect(await shop.answer(ask, { input, ...given })).toEqual({ timeSeries: { timestamps: sundays } })
  })

  test('asks a question without an input', async () => {
    const day = { between: { from: '2024-03-02T00:00:00Z', to: '2024-03-03T00:00:00Z' } }
    const ask = `query (${variables}) {
      timeSeries(${shared}, interval: $interval) { series { name values } }
      lifecycle(${shared}, interval: $interval) { buckets { activeUsers newUsers } }
      stickiness(${shared}, interval: $interval) { activeUsers }
      cohorts(${shared}, interval: $interval) { size }
    }`
    expect(await shop.answer(ask, { range: day, interval: 'DAY' })).toEqual({
      timeSeries: { series: [{ name: 'all events', values: [3] }] },
      lifecycle: { buckets: [{ activeUsers: 2, newUsers: 2 }] },
      stickiness: { activeUsers: 2 },
      cohorts: { size: 2 },
    })
  })

  test.each(['MINUTE', 'QUARTER', 'YEAR'])('cannot make the interval of cohorts a %s', async interval => {
    const ask = 'query ($interval: CalendarUnit) { cohorts(interval: $interval) { size } }'
    expect(await shop.refusal(ask, { interval })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_INTERVAL',
      field: 'interval',
    })
  })
})

describe('a comparison', () => {
  const compare = { range: february }

  test('of the lifecycle has changes from bucket to bucket', async () => {
    const ask = `query (${variables}) {
      lifecycle(${shared}, interval: $interval) {
        buckets { activeUsers newUsers dormant changes { field changeRate } }
        previous { buckets { start activeUsers } }
      }
    }`
    const { lifecycle } = await shop.answer<{ lifecycle: object }>(ask, {
      ...{ compare, interval: 'MONTH' },
      range: { dates: { from: '2024-03-01', to: '2024-03-31' } },
    })
    expect(lifecycle).toEqual({
      buckets: [
        {
          ...{ activeUsers: 3, newUsers: 3, dormant: 2 },
          changes: [
            { field: 'activeUsers', changeRate: 0.5 },
            { field: 'newUsers', changeRate: 0.5 },
            { field: 'dormant', changeRate: null },
          ],
        },
      ],
      previous: { buckets: [{ start: '2024-02-01T00:00:00.000Z', activeUsers: 2 }] },
    })
  })

  test('of stickiness, of cohorts and of paths has their numbers in both ranges', async () => {
    const ask = `query ($range: DateRangeInput, $compare: CompareInput) {
      stickiness(range: $range, compare: $compare) {
        activeUsers averageIntervals changes { field changeRate } previous { activeUsers intervals }
      }
      cohorts(range: $range, compare: $compare, interval: MONTH) {
        size changes { field changeRate } previous { size rows { start } changes { field } }
      }
      paths(input: { anchor: { event: "a" } }, range: $range, compare: $compare) {
        occurrences changes { field changeRate }
        previous { occurrences usersBehind { nodes { userId } } }
      }
    }`
    expect(await shop.answer(ask, { range: march, compare })).toEqual({
      stickiness: {
        activeUsers: 3,
        averageIntervals: 1,
        changes: [
          { field: 'activeUsers', changeRate: 0.5 },
          { field: 'averageIntervals', changeRate: 0 },
        ],
        previous: { activeUsers: 2, intervals: 29 },
      },
      cohorts: {
        size: 3,
        changes: [{ field: 'size', changeRate: 0.5 }],
        previous: { size: 2, rows: [{ start: '2024-02-01T00:00:00.000Z' }], changes: [] },
      },
      paths: {
        occurrences: 3,
        changes: [{ field: 'occurrences', changeRate: 0.5 }],
        previous: {
          occurrences: 2,
          usersBehind: { nodes: [{ userId: 'eve' }, { userId: 'dan' }] },
        },
      },
    })
  })

  test.each([
    ['lifecycle', ''],
    ['stickiness', ''],
    ['cohorts', ''],
    ['timeSeries', ''],
    ['funnel', 'input: { steps: [{ event: "a" }] }, '],
    ['paths', 'input: { anchor: { event: "a" } }, '],
  ])('of %s is refused with an empty range', async (question, input) => {
    const ask = `query ($compare: CompareInput) { ${question}(${input}compare: $compare) { meta { asOf } } }`
    const empty = { range: { dates: { from: '2024-03-02', to: '2024-03-01' } } }
    expect(await shop.refusal(ask, { compare: empty })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_RANGE',
      field: 'range',
    })
  })
})
