import { describe, expect, test } from 'vitest'
import { startQuestion } from '../../../web/address/question.ts'
import { hoursOf } from '../../../web/answers/hours.ts'
import { plotsOf } from '../../../web/answers/measure.ts'
import { unitOf } from '../../../web/answers/points.ts'
import {
  type Exploration,
  questionOf,
  readExploration,
  writeExploration,
} from '../../../web/pages/explore/exploration.ts'

const full: Exploration = {
  metrics: ['costUsd', 'custom.margin'],
  formula: 'costUsd / conversations',
  by: [
    { kind: 'dimension', dimension: 'MODEL' },
    { kind: 'property', key: 'plan:b' },
    { kind: 'trait', key: 'country' },
  ],
  show: 'STACKED_BAR',
  top: 25,
}

describe('the address of an exploration', () => {
  test('gives the same exploration again', () => {
    const own = Object.fromEntries(
      Object.entries(writeExploration(full)).filter(([, value]) => value !== undefined),
    )
    expect(readExploration(own as Record<string, string>)).toEqual(full)
  })

  test('is empty for the usual one, and unreadable parts are as if absent', () => {
    const usual = readExploration({})
    expect(usual).toEqual({ metrics: ['activeUsers'], by: [], show: 'LINE', top: 10 })
    expect(Object.values(writeExploration(usual)).every(value => value === undefined)).toBe(true)
    expect(readExploration({ show: 'pie', top: 'all', by: 'moon' })).toEqual(usual)
  })

  test('becomes a question with the filters and the interval of the page', () => {
    expect(questionOf(full, { ...startQuestion, segmentId: '7' })).toEqual({
      measure: {
        metrics: [{ name: 'costUsd' }, { key: 'margin' }, { formula: 'costUsd / conversations' }],
        by: [{ dimension: 'MODEL' }, { property: 'plan:b' }, { trait: 'country' }],
        first: 25,
        interval: 'DAY',
        segmentId: '7',
      },
    })
    expect(questionOf({ ...full, by: [], show: 'TABLE' }, startQuestion).measure).not.toHaveProperty(
      'interval',
    )
  })
})

describe('plots', () => {
  const number = (values: number[], previousValues: number[] = []) => ({
    value: null,
    previousValue: null,
    changeRate: null,
    changePoints: null,
    values,
    previousValues,
  })
  const count = (name: string) => ({ name, unit: 'COUNT', isUpGood: null })
  const times = { breakdowns: [], groupCount: 1, timestamps: [], isComplete: [] }

  test('metrics of one unit share an axis; others have one of their own', () => {
    const groups = [{ labels: [], isOther: false, numbers: [number([1]), number([2])] }]
    expect(plotsOf({ ...times, metrics: [count('events'), count('messages')], groups })).toEqual([
      {
        name: 'Events, Messages',
        unit: 'COUNT',
        series: [
          { name: 'Events', values: [1] },
          { name: 'Messages', values: [2] },
        ],
      },
    ])
    const usd = { name: 'costUsd', unit: 'USD', isUpGood: false }
    expect(plotsOf({ ...times, metrics: [count('events'), usd], groups }).map(({ unit }) => unit)).toEqual([
      'COUNT',
      'USD',
    ])
  })

  test('a single series is drawn beside the earlier one, which is not longer', () => {
    const groups = [{ labels: [], isOther: false, numbers: [number([1, 2], [3, 4, 5])] }]
    const [plot] = plotsOf({ ...times, metrics: [count('events')], groups }, 'the previous period')
    expect(plot!.series).toEqual([
      { name: 'Events', values: [1, 2] },
      { name: 'Events, the previous period', values: [3, 4], isQuiet: true },
    ])
  })

  test('each group is a series', () => {
    const groups = [
      { labels: ['gpt-4o', null], isOther: false, numbers: [number([1])] },
      { labels: [null, null], isOther: true, numbers: [number([2])] },
    ]
    const [plot] = plotsOf({ ...times, metrics: [count('events')], groups }, 'the previous period')
    expect(plot!.series).toEqual([
      { name: 'gpt-4o · without a value', values: [1] },
      { name: 'All others', values: [2] },
    ])
  })
})

test('the width of buckets follows from their starts, also where the clocks change', () => {
  expect(unitOf(['2026-11-30T09:00:00Z', '2026-11-30T10:00:00Z'])).toBe('HOUR')
  // A day of 25 hours in Berlin.
  expect(unitOf(['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'])).toBe('DAY')
  expect(unitOf(['2026-11-02T00:00:00Z', '2026-11-09T00:00:00Z'])).toBe('WEEK')
  expect(unitOf(['2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'])).toBe('MONTH')
  expect(unitOf(['2026-01-01T00:00:00Z', '2026-04-01T00:00:00Z'])).toBe('QUARTER')
  expect(unitOf([])).toBe('DAY')
})

test('an hour of the week is the mean of its hours, by the local weekday', () => {
  // Two Mondays at 00:00 in Berlin are Sundays at 23:00 in UTC.
  const mondays = ['2026-11-22T23:00:00Z', '2026-11-29T23:00:00Z']
  const { means, most } = hoursOf(mondays, [2, 3], 'Europe/Berlin')
  expect(means[0]![0]).toBe(2.5)
  expect(means[6]![23]).toBe(null)
  expect(most).toBe(2.5)
})

test('an hour without a number is none, and does not count in the mean', () => {
  const mondays = ['2026-11-22T23:00:00Z', '2026-11-29T23:00:00Z']
  expect(hoursOf(mondays.slice(1), [null], 'Europe/Berlin').means[0]![0]).toBe(null)
  expect(hoursOf(mondays, [null, 3], 'Europe/Berlin').means[0]![0]).toBe(3)
})
