import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import {
  type DateRangeInput,
  TimeSeriesDocument,
  type TimeSeriesInput,
  TimeSeriesMetaDocument,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await story(app, 'january').happened([
    { name: 'before', userId: 'ann', timestamp: '2023-12-31T23:59:59.999Z' },
    { name: 'open', userId: 'ann', timestamp: '2024-01-01T00:00:00Z' },
    { name: 'open', userId: 'ann', timestamp: '2024-01-01T12:00:00Z' },
    { name: 'open', userId: 'bob', timestamp: '2024-01-01T23:59:59.999Z' },
    { name: 'open', timestamp: '2024-01-01T13:00:00Z' },
    { name: 'tick', timestamp: '2024-01-02T00:00:00Z' },
    { name: 'open', userId: 'bob', timestamp: '2024-01-04T00:00:00Z' },
  ])
})
afterAll(() => app.close())

const january = { from: '2024-01-01T00:00:00Z', to: '2024-01-04T00:00:00Z' }
const seriesOf = (input: TimeSeriesInput, project = 'january') =>
  story(app, project)
    .answer(TimeSeriesDocument, { input })
    .then(({ timeSeries }) => timeSeries)
const valuesOf = async (input: TimeSeriesInput) => (await seriesOf(input)).series[0]!.values

describe('a measure', () => {
  test('is counted per bucket, including empty ones, in a half-open range', async () => {
    expect(await seriesOf({ range: { between: january } })).toEqual({
      timestamps: ['2024-01-01T00:00:00.000Z', '2024-01-02T00:00:00.000Z', '2024-01-03T00:00:00.000Z'],
      isComplete: [true, true, true],
      series: [{ group: null, values: [4, 1, 0] }],
    })
  })

  test('of distinct users and of events per user leaves out events without a user', async () => {
    expect(await valuesOf({ range: { between: january }, measure: 'UNIQUE_USERS' })).toEqual([2, 0, 0])
    // Three events of two users; a day without users has no ratio.
    expect(await valuesOf({ range: { between: january }, measure: 'EVENTS_PER_USER' })).toEqual([
      1.5,
      null,
      null,
    ])
  })

  test('may count one event only', async () => {
    expect(await valuesOf({ range: { between: january }, event: 'tick' })).toEqual([0, 1, 0])
    expect(await valuesOf({ range: { between: january }, event: 'nothing of that name' })).toEqual([0, 0, 0])
    expect(await valuesOf({ range: { between: january }, event: '' })).toEqual([0, 0, 0])
  })

  test.each([
    'tab\there',
    'line\nbreak',
    'back\\slash \\N',
    `'quoted" \`name\``,
    '{p1:String}',
    '日本語 🎉',
    '%_%',
  ])('of an event called %j', async name => {
    const { answer, happened } = story(app, `called ${JSON.stringify(name)}`)
    await happened([
      { name, timestamp: january.from },
      { name: 'other', timestamp: january.from },
    ])
    const { timeSeries } = await answer(TimeSeriesDocument, {
      input: { event: name, range: { between: january } },
    })
    expect(timeSeries.series[0]!.values).toEqual([1, 0, 0])
  })
})

describe('buckets', () => {
  const starts = async (
    interval: TimeSeriesInput['interval'],
    from: string,
    to: string,
    more: Partial<TimeSeriesInput> = {},
  ) =>
    (await seriesOf({ interval, range: { between: { from, to } }, ...more })).timestamps.map(at =>
      at.replace(':00.000Z', ''),
    )

  test('cover the range: the first may start before it, and only events in it count', async () => {
    const range = { between: { from: '2024-01-01T12:00:00Z', to: '2024-01-02T00:00:00Z' } }
    expect(await seriesOf({ range })).toMatchObject({
      timestamps: ['2024-01-01T00:00:00.000Z'],
      series: [{ values: [3] }],
    })
    expect(await seriesOf({ range, interval: 'YEAR' })).toMatchObject({ series: [{ values: [3] }] })
  })

  test('may be a minute, an hour, a month, a quarter or a year', async () => {
    expect(await starts('MINUTE', '2024-01-01T00:00:30Z', '2024-01-01T00:02:00Z')).toEqual([
      '2024-01-01T00:00',
      '2024-01-01T00:01',
    ])
    expect(await starts('HOUR', '2024-01-01T01:59:59.999Z', '2024-01-01T03:00:00.001Z')).toEqual([
      '2024-01-01T01:00',
      '2024-01-01T02:00',
      '2024-01-01T03:00',
    ])
    expect(await starts('MONTH', '2024-01-31T00:00:00Z', '2024-03-01T00:00:00Z')).toEqual([
      '2024-01-01T00:00',
      '2024-02-01T00:00',
    ])
    expect(await starts('QUARTER', '2023-12-31T00:00:00Z', '2024-04-02T00:00:00Z')).toEqual([
      '2023-10-01T00:00',
      '2024-01-01T00:00',
      '2024-04-01T00:00',
    ])
    expect(await starts('YEAR', '2023-06-01T00:00:00Z', '2024-06-01T00:00:00Z')).toEqual([
      '2023-01-01T00:00',
      '2024-01-01T00:00',
    ])
  })

  test('of a week start on Monday, or on Sunday', async () => {
    // 1 January 2024 is a Monday.
    const week = ['WEEK', '2024-01-01T00:00:00Z', '2024-01-08T00:00:01Z'] as const
    expect(await starts(...week)).toEqual(['2024-01-01T00:00', '2024-01-08T00:00'])
    expect(await starts(...week, { weekStart: 'SUNDAY' })).toEqual(['2023-12-31T00:00', '2024-01-07T00:00'])
  })

  test('of a day follow the zone, even with an hour that its clock skips or repeats', async () => {
    const berlin = { timeZone: 'Europe/Berlin' }
    const spring = ['2024-03-30T23:00:00Z', '2024-03-31T22:00:00Z'] as const
    expect(await starts('DAY', ...spring, berlin)).toEqual(['2024-03-30T23:00'])
    expect(await starts('HOUR', ...spring, berlin)).toHaveLength(23)
    expect(await starts('DAY', '2024-03-30T22:59:59Z', '2024-03-31T22:00:01Z', berlin)).toEqual([
      '2024-03-29T23:00',
      '2024-03-30T23:00',
      '2024-03-31T22:00',
    ])
    expect(await starts('HOUR', '2024-10-26T22:00:00Z', '2024-10-27T23:00:00Z', berlin)).toHaveLength(25)
    expect(await starts('MONTH', '2024-03-31T21:00:00Z', '2024-03-31T23:00:00Z', berlin)).toEqual([
      '2024-02-29T23:00',
      '2024-03-31T22:00',
    ])
  })

  test('of an hour are 90 and 30 minutes long if the clock changes by half an hour', async () => {
    const howe = { timeZone: 'Australia/Lord_Howe' }
    // On 7 April at 2:00 (+11) the clock goes back to 1:30 (+10:30): the hour from 1:00 lasts 90 minutes.
    expect(await starts('HOUR', '2024-04-06T13:00:00Z', '2024-04-06T16:30:00Z', howe)).toEqual([
      '2024-04-06T13:00',
      '2024-04-06T14:00',
      '2024-04-06T15:30',
    ])
    // On 6 October at 2:00 (+10:30) the clock goes forward to 2:30 (+11): the hour from 2:30 lasts 30 minutes.
    expect(await starts('HOUR', '2024-10-05T14:30:00Z', '2024-10-05T17:00:00Z', howe)).toEqual([
      '2024-10-05T14:30',
      '2024-10-05T15:30',
      '2024-10-05T16:00',
    ])
    expect(await starts('DAY', '2024-04-06T13:00:00Z', '2024-04-07T14:00:00Z', howe)).toEqual([
      '2024-04-06T13:00',
      '2024-04-07T13:30',
    ])
  })

  test('follow a zone off the hour, and a day that starts at 01:00', async () => {
    expect(
      await starts('HOUR', '2024-01-01T00:00:00Z', '2024-01-01T00:20:00Z', { timeZone: 'Asia/Kathmandu' }),
    ).toEqual(['2023-12-31T23:15', '2024-01-01T00:15'])
    // Beirut's clocks skip the first hour of 31 March 2024: that day starts at 1:00 (+3).
    expect(
      await starts('DAY', '2024-03-30T21:00:00Z', '2024-03-31T22:00:00Z', { timeZone: 'Asia/Beirut' }),
    ).toEqual(['2024-03-29T22:00', '2024-03-30T22:00', '2024-03-31T21:00'])
  })

  test('are at most 5,000', async () => {
    const to = (minutes: number) => new Date(Date.parse(january.from) + minutes * 60_000).toISOString()
    const minutes = (count: number): TimeSeriesInput => ({
      interval: 'MINUTE',
      range: { between: { from: january.from, to: to(count) } },
    })
    expect((await seriesOf(minutes(5_000))).timestamps).toHaveLength(5_000)
    const refused = { code: 'BAD_USER_INPUT', reason: 'TOO_MANY_BUCKETS', field: 'interval' }
    const { refusal } = story(app, 'january')
    expect(await refusal(TimeSeriesDocument, { input: minutes(5_001) })).toEqual(refused)
    const age = { between: { from: '0001-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z' } }
    expect(await refusal(TimeSeriesDocument, { input: { interval: 'MINUTE', range: age } })).toEqual(refused)
  })

  test('contain every event in a range of all times', async () => {
    const range = { between: { from: '1900-01-01T00:00:00Z', to: '2290-01-01T00:00:00Z' } }
    const values = await valuesOf({ interval: 'YEAR', range })
    expect(values.reduce((sum, value) => sum! + value!, 0)).toBe(7)
  })
})

describe('a relative range', () => {
  const day = 86_400_000

  test('ends with the running bucket, the only incomplete one', async () => {
    const { timestamps, isComplete } = await seriesOf({ range: { last: { count: 7, unit: 'DAY' } } })
    expect(timestamps).toHaveLength(7)
    expect(isComplete).toEqual([true, true, true, true, true, true, false])
    expect(Date.parse(timestamps[6]!) - Date.parse(timestamps[0]!)).toBe(6 * day)
  })

  test('is the last 30 days by default', async () => {
    const { timestamps, isComplete } = await seriesOf({})
    expect(timestamps).toHaveLength(30)
    expect(isComplete.indexOf(false)).toBe(29)
  })

  /** From and to as whole days of UTC, computed from the day of the question. */
  const presets: Record<NonNullable<DateRangeInput['preset']>, (today: Date) => [number, number]> = {
    TODAY: today => [today.getTime(), today.getTime() + day],
    YESTERDAY: today => [today.getTime() - day, today.getTime()],
    THIS_WEEK: today => [monday(today), monday(today) + 7 * day],
    LAST_WEEK: today => [monday(today) - 7 * day, monday(today)],
    THIS_MONTH: today => [month(today, 0), month(today, 1)],
    LAST_MONTH: today => [month(today, -1), month(today, 0)],
    THIS_QUARTER: today => [quarter(today, 0), quarter(today, 3)],
    LAST_QUARTER: today => [quarter(today, -3), quarter(today, 0)],
    THIS_YEAR: today => [year(today, 0), year(today, 1)],
    LAST_YEAR: today => [year(today, -1), year(today, 0)],
  }
  const monday = (today: Date) => today.getTime() - ((today.getUTCDay() + 6) % 7) * day
  const month = (today: Date, more: number) => Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + more)
  const quarter = (today: Date, more: number) =>
    Date.UTC(today.getUTCFullYear(), Math.floor(today.getUTCMonth() / 3) * 3 + more)
  const year = (today: Date, more: number) => Date.UTC(today.getUTCFullYear() + more, 0)

  test.each(Object.keys(presets) as (keyof typeof presets)[])('may be %s', async preset => {
    const { timeSeries } = await story(app, 'january').answer(TimeSeriesMetaDocument, {
      input: { range: { preset } },
    })
    const today = new Date(`${timeSeries.meta.asOf.slice(0, 10)}T00:00:00Z`)
    const [from, to] = presets[preset](today)
    expect(timeSeries.timestamps.at(0)).toBe(new Date(from).toISOString())
    expect(timeSeries.timestamps.at(-1)).toBe(new Date(to - day).toISOString())
    expect(timeSeries.timestamps).toHaveLength((to - from) / day)
    expect(timeSeries.meta.isComplete).toBe(to <= today.getTime())
  })
})

describe('a series is refused', () => {
  const zone = { code: 'BAD_USER_INPUT', reason: 'INVALID_TIME_ZONE', field: 'timeZone' }
  const range = { code: 'BAD_USER_INPUT', reason: 'INVALID_RANGE', field: 'range' }
  const [from, to] = ['2024-01-01T00:00:00Z', '2024-01-02T00:00:00Z']

  test.each([
    "utc'; select 1",
    '+05:00',
    'GMT+25',
    '',
    ' UTC',
    'Europe/Nowhere',
    'UTC\0',
    '..',
    'local',
    'system',
  ])('in the time zone %j', async timeZone => {
    expect(await story(app, 'january').refusal(TimeSeriesDocument, { input: { timeZone } })).toEqual(zone)
  })

  test.each<[string, DateRangeInput]>([
    ['from after to', { between: { from: to, to: from } }],
    ['from equal to to', { between: { from, to: from } }],
    ['a last day before the first', { dates: { from: '2024-01-02', to: '2024-01-01' } }],
    ['no last unit', { last: { count: 0, unit: 'DAY' } }],
    ['too many last units', { last: { count: 10_001, unit: 'MINUTE' } }],
  ])('with a range of %s', async (_, input) => {
    expect(await story(app, 'january').refusal(TimeSeriesDocument, { input: { range: input } })).toEqual(
      range,
    )
  })

  test.each(['now', '2024-02-30T00:00:00Z', '2024-01-01', 'infinity'])('from %s', async text => {
    const { ask } = story(app, 'january')
    const { status, errors } = await ask(TimeSeriesDocument, {
      input: { range: { between: { from: text, to } } },
    })
    expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 400, code: 'BAD_USER_INPUT' })
  })
})
