import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import {
  IdentifyDocument,
  type Measure,
  type SeriesInput,
  SeveralSeriesDocument,
  type SeveralSeriesQueryVariables,
  type TimeSeriesInput,
} from '../operations/operations.ts'

const bought = (userId: string, day: number, channel: string | undefined, amount?: number | string) => ({
  ...{ name: 'buy', userId, channel, timestamp: `2024-03-0${day}T12:00:00Z` },
  properties: amount === undefined ? undefined : { amount },
})
const visited = (userId: string, day: number) => ({
  ...{ name: 'visit', userId, timestamp: `2024-03-0${day}T09:00:00Z` },
})

let app: TestApp
let shop: Story
beforeAll(async () => {
  app = await startTestApp()
  shop = story(app, 'shop')
  await shop.happened([
    bought('ann', 1, 'web', 10),
    bought('bob', 2, 'app', 30),
    bought('ann', 3, 'web', 10),
    bought('ann', 3, 'web', 20),
    bought('bob', 3, 'app', 5.5),
    bought('cem', 3, 'mail', 100),
    bought('bob', 4, 'app', '12'),
    bought('ann', 4, 'web', 'free'),
    bought('dan', 4, undefined, 40),
    bought('cem', 4, 'mail'),
    visited('ann', 3),
    visited('bob', 3),
    visited('ann', 4),
  ])
  for (const [userId, team] of [
    ['ann', 'red'],
    ['bob', 'red'],
    ['cem', 'blue'],
  ] as const)
    await shop.answer(IdentifyDocument, { input: { userId, traits: { team } } })
})
afterAll(() => app.close())

/** 3 and 4 March, and before them 1 and 2 March. */
const range = { between: { from: '2024-03-03T00:00:00Z', to: '2024-03-05T00:00:00Z' } }

const seriesOf = async (input: TimeSeriesInput, more: Partial<SeveralSeriesQueryVariables> = {}) =>
  (await shop.answer(SeveralSeriesDocument, { input, range, ...more })).timeSeries

const amounts = (measure: Measure): SeriesInput => ({ event: 'buy', measure, property: 'amount' })

/** The values of each line, and their total. */
const numbers = ({ series }: Awaited<ReturnType<typeof seriesOf>>) =>
  series.map(({ values, total }) => [...values, total])

describe('a series', () => {
  test.each<[Measure, (number | null)[]]>([
    ['SUM', [135.5, 52, 187.5]],
    ['AVERAGE', [33.875, 26, 31.25]],
    ['MIN', [5.5, 12, 5.5]],
    ['MAX', [100, 40, 100]],
    // 5.5 10 20 100, then 12 40, together 5.5 10 12 20 40 100, interpolated at level × (n − 1).
    ['P50', [15, 26, 16]],
    ['P75', [40, 33, 35]],
    ['P90', [76, 37.2, 70]],
    ['P95', [88, 38.6, 85]],
    ['P99', [97.6, 39.72, 97]],
    ['UNIQUE', [4, 3, 7]],
  ])('has the %s of a property in each bucket and over the range', async (measure, expected) => {
    const [found] = numbers(await seriesOf({ series: [amounts(measure)] }))
    expect(found!.map(value => Number(value!.toFixed(9)))).toEqual(expected)
  })

  test('leaves out values that are no numbers, and says how many', async () => {
    const { meta } = await seriesOf({ series: [amounts('SUM'), amounts('UNIQUE')] })
    expect(meta.warnings).toEqual([
      'Values of "amount" in the series "buy" that are not numbers below 10^15 are left out: 1.',
    ])
  })

  test('may be any of several events, and has a total in which a user counts once', async () => {
    const { series } = await seriesOf({
      series: [
        {},
        { event: 'visit' },
        { anyOf: [{ event: 'visit' }, { event: 'buy', filter: { dimension: 'CHANNEL', values: ['app'] } }] },
        { name: 'buyers', event: 'buy', measure: 'UNIQUE_USERS' },
        { event: 'buy', measure: 'EVENTS_PER_USER' },
        { measure: 'UNIQUE_USERS' },
      ],
    })
    expect(series.map(({ name, values, total }) => [name, values, total])).toEqual([
      ['all events', [6, 5], 11],
      ['visit', [2, 1], 3],
      ['visit or buy', [3, 2], 5],
      ['buyers', [3, 4], 4],
      ['buy', [4 / 3, 1], 2],
      ['all events', [3, 4], 4],
    ])
  })

  test('may be of the users of a segment, in total and in groups', async () => {
    const red = { trait: { key: 'team', values: ['red'] } }
    const input = { series: [{}, amounts('SUM')], segment: red }
    expect(numbers(await seriesOf(input))).toEqual([
      [5, 3, 8],
      [35.5, 12, 47.5],
    ])
    const byChannel = await seriesOf({ ...input, breakdown: { dimension: 'CHANNEL' } })
    expect(byChannel.series.map(({ group, total }) => [group, total])).toEqual([
      // Three visits, three purchases in the channel web, two in app.
      [null, 3],
      ['web', 3],
      ['app', 2],
      [null, 0],
      ['web', 30],
      ['app', 17.5],
    ])
  })

  test('without events is 0 where it counts or adds up, and null elsewhere', async () => {
    const measures: Measure[] = ['SUM', 'UNIQUE', 'AVERAGE', 'MIN', 'MAX', 'P99']
    const series = measures.map(measure => ({ ...amounts(measure), event: 'refund' }))
    expect(numbers(await seriesOf({ series }))).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      ...Array(4).fill([null, null, null]),
    ])
  })

  test('counts only events that pass its own filter and that of the question', async () => {
    const web = { dimension: 'CHANNEL' as const, values: ['web'] }
    const above = { property: 'amount', operator: 'GREATER_THAN' as const, values: ['15'] }
    const series = [{ ...amounts('SUM'), filter: above }, amounts('SUM'), {}]
    expect(numbers(await seriesOf({ series }, { filter: web }))).toEqual([
      [20, 0, 20],
      [30, 0, 30],
      [2, 1, 3],
    ])
  })

  test('sums are exact and do not depend on the order of the events', async () => {
    const { happened, answer } = story(app, 'cents')
    await happened(
      Array.from({ length: 10 }, (_, i) => ({ ...bought('ann', 3, 'web', 0.1), eventId: `${i}` })),
    )
    const { timeSeries } = await answer(SeveralSeriesDocument, { input: { series: [amounts('SUM')] }, range })
    expect(timeSeries.series[0]!.total).toBe(1)
  })

  test('has the buckets of the same length before beside it, and the change of its total', async () => {
    const { series, previousTimestamps } = await seriesOf(
      { series: [amounts('SUM'), { event: 'visit' }, {}] },
      { compare: { period: 'PREVIOUS_PERIOD' } },
    )
    expect(previousTimestamps).toEqual(['2024-03-01T00:00:00.000Z', '2024-03-02T00:00:00.000Z'])
    expect(
      series.map(({ previous, previousTotal, changeRate }) => ({ previous, previousTotal, changeRate })),
    ).toEqual([
      // (187.5 − 40) ÷ 40
      { previous: [10, 30], previousTotal: 40, changeRate: 3.6875 },
      { previous: [0, 0], previousTotal: 0, changeRate: null },
      { previous: [1, 1], previousTotal: 2, changeRate: 4.5 },
    ])
  })
})

describe('a breakdown', () => {
  const byChannel = { breakdown: { dimension: 'CHANNEL' as const }, first: 2 }
  const lines = ({ series }: Awaited<ReturnType<typeof seriesOf>>) =>
    series.map(({ group, isOther, values, total }) => [isOther ? 'all others' : group, ...values, total])

  test('has the largest groups and all others, which are computed from events', async () => {
    // web has three events, app and mail two, no channel one.
    const of = async (series: SeriesInput) => lines(await seriesOf({ series: [series], ...byChannel }))
    expect(await of(amounts('SUM'))).toEqual([
      ['web', 30, 0, 30],
      ['app', 5.5, 12, 17.5],
      ['all others', 100, 40, 140],
    ])
    expect((await of(amounts('AVERAGE')))[2]).toEqual(['all others', 100, 40, 70])
    expect((await of(amounts('P50')))[2]).toEqual(['all others', 100, 40, 70])
    // cem bought on both days, dan on the second.
    expect((await of({ event: 'buy', measure: 'UNIQUE_USERS' }))[2]).toEqual(['all others', 1, 2, 2])
  })

  test('says how many groups there are', async () => {
    const { groupCount, meta } = await seriesOf({ series: [{ event: 'buy' }], ...byChannel })
    expect({ groupCount, warnings: meta.warnings }).toEqual({
      groupCount: 4,
      warnings: ['The largest 2 of 4 groups are shown, all others together.'],
    })
    const all = await seriesOf({ series: [{ event: 'buy' }], ...byChannel, first: 4 })
    expect(lines(all).map(([group]) => group)).toEqual(['web', 'app', 'mail', null])
    expect(all.meta.warnings).toEqual([])
  })

  test('has the same groups for every series, the largest of all events together', async () => {
    // ann: two visits, three purchases. Visits have no channel: with them that group has four events.
    const found = await seriesOf({ series: [{ event: 'visit' }, { event: 'buy' }], ...byChannel })
    expect(lines(found)).toEqual([
      [null, 2, 1, 3],
      ['web', 0, 0, 0],
      ['all others', 0, 0, 0],
      [null, 0, 1, 1],
      ['web', 2, 1, 3],
      ['all others', 2, 2, 4],
    ])
  })

  test('compares the groups of the range, also those that were not there before', async () => {
    const { series } = await seriesOf(
      { series: [amounts('SUM')], ...byChannel },
      { compare: { period: 'PREVIOUS_PERIOD' } },
    )
    expect(series.map(({ group, previous, previousTotal }) => [group, previous, previousTotal])).toEqual([
      ['web', [10, 0], 10],
      ['app', [0, 30], 30],
      [null, [0, 0], 0],
    ])
  })

  test('may be by a property or a trait of the user', async () => {
    const byTeam = await seriesOf({ series: [{ event: 'buy' }], breakdown: { trait: 'team' } })
    expect(lines(byTeam)).toEqual([
      ['red', 3, 2, 5],
      ['blue', 1, 1, 2],
      [null, 0, 1, 1],
    ])
    const byAmount = await seriesOf({
      series: [{ event: 'buy' }],
      breakdown: { property: 'amount' },
      first: 1,
    })
    // Every amount was paid once: the first by its text.
    expect(lines(byAmount)).toEqual([
      [null, 0, 1, 1],
      ['all others', 4, 3, 7],
    ])
    expect(byAmount.groupCount).toBe(8)
  })

  test('of a range without events has no line', async () => {
    const found = await seriesOf({ series: [{ event: 'refund' }], ...byChannel })
    expect(found).toMatchObject({ series: [], groupCount: 0 })
  })
})

describe('a series is refused', () => {
  const sum = amounts('SUM')
  test.each<[string, TimeSeriesInput, string, string]>([
    ['without any', { series: [] }, 'INVALID_SERIES', 'series'],
    ['as one of eleven', { series: Array(11).fill({}) }, 'INVALID_SERIES', 'series'],
    ['without the property it needs', { series: [{ measure: 'P95' }] }, 'INVALID_SERIES', 'series'],
    ['with a property it cannot use', { series: [{ property: 'amount' }] }, 'INVALID_SERIES', 'series'],
    ['with an empty property', { series: [{ ...sum, property: '' }] }, 'INVALID_SERIES', 'series'],
    [
      'with too long a property',
      { series: [{ ...sum, property: 'a'.repeat(501) }] },
      'INVALID_SERIES',
      'series',
    ],
    ['with a NUL in its property', { series: [{ ...sum, property: 'a\0' }] }, 'INVALID_SERIES', 'series'],
    ['with an empty name', { series: [{ name: '' }] }, 'INVALID_SERIES', 'series'],
    ['with too long a name', { series: [{ name: 'a'.repeat(201) }] }, 'INVALID_SERIES', 'series'],
    ['beside the former event', { series: [{}], event: 'buy' }, 'INVALID_SERIES', 'series'],
    ['beside the former measure', { series: [{}], measure: 'EVENTS' }, 'INVALID_SERIES', 'series'],
    ['with an event without a name', { series: [{ event: ' ' }] }, 'INVALID_EVENT', 'series'],
    ['with no alternative', { series: [{ anyOf: [] }] }, 'INVALID_EVENT', 'series'],
    ['with an empty filter', { series: [{ filter: {} }] }, 'INVALID_FILTER', 'filter'],
    ['with an empty breakdown key', { breakdown: { property: '' } }, 'INVALID_BREAKDOWN', 'breakdown'],
    ['with no group', { first: 0 }, 'INVALID_FIRST', 'first'],
    ['with too many groups', { first: 1_001 }, 'INVALID_FIRST', 'first'],
  ])('%s', async (_, input, reason, field) => {
    expect(await shop.refusal(SeveralSeriesDocument, { input, range })).toEqual({
      code: 'BAD_USER_INPUT',
      reason,
      field,
    })
  })

  test('with more than 50,000 values', async () => {
    const input = { breakdown: { dimension: 'CHANNEL' as const }, first: 1_000 }
    const days = { between: { from: '2024-01-01T00:00:00Z', to: '2024-02-20T00:00:00Z' } }
    expect(await shop.refusal(SeveralSeriesDocument, { input, range: days })).toMatchObject({
      reason: 'TOO_MANY_CELLS',
    })
  })
})

test('a system metric is compared with the range before', async () => {
  const { answer, token } = story(app, 'machines')
  const load = (value: number, host: string, day: number) => ({
    systemMetric: { name: 'cpu', value, labels: { host }, timestamp: `2024-03-0${day}T12:00:00Z` },
  })
  await app.ask(
    'mutation ($events: [AnyEventInput!]!) { track(input: { events: $events }) { accepted } }',
    { events: [load(10, 'a', 1), load(30, 'a', 2), load(20, 'a', 3), load(60, 'a', 4), load(5, 'b', 4)] },
    token,
  )
  const ask = `query ($range: DateRangeInput, $label: String) {
    systemMetrics(name: "cpu", label: $label, interval: DAY, range: $range, compare: { period: PREVIOUS_PERIOD }) {
      previousTimestamps groupCount series { name group values previous total previousTotal changeRate }
    }
  }`
  expect(await answer(ask, { range, label: 'host' })).toEqual({
    systemMetrics: {
      previousTimestamps: ['2024-03-01T00:00:00.000Z', '2024-03-02T00:00:00.000Z'],
      groupCount: 2,
      series: [
        {
          ...{ name: 'cpu', group: 'a', values: [20, 60], previous: [10, 30] },
          // The means of all values: (20 + 60) ÷ 2 and (10 + 30) ÷ 2.
          ...{ total: 40, previousTotal: 20, changeRate: 1 },
        },
        {
          ...{ name: 'cpu', group: 'b', values: [null, 5], previous: [null, null] },
          ...{ total: 5, previousTotal: null, changeRate: null },
        },
      ],
    },
  })
})
