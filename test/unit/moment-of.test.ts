import { expect, test } from 'vitest'
import { momentOf } from '../../src/analytics/query/segment/moment-of.ts'
import type { PlainSegment } from '../../src/analytics/query/segment/plain-segment.ts'
import { FilterOperator } from '../../src/schema/filter-input.ts'
import { UserMetric } from '../../src/schema/users/user-metric.ts'

const now = new Date('2026-11-30T10:00:00Z')
const days = { days: [], stale: [] }

/** The moment of a segment, and how often the precomputed days were read for it. */
async function read(segment: PlainSegment, asOf?: Date) {
  let times = 0
  const precomputedDays = async () => {
    times++
    return days
  }
  return { moment: await momentOf({ project: 'p', asOf: now, precomputedDays }, segment, asOf), times }
}

const metric = (name: UserMetric): PlainSegment => ({
  metric: { metric: name, operator: FilterOperator.GREATER_THAN, value: '3' },
})
const messages = metric(UserMetric.TOTAL_MESSAGES)
const sessions = metric(UserMetric.TOTAL_SESSIONS)

test.each([
  ['a metric', messages],
  ['metrics together', { or: [messages, { and: [messages, { not: messages }] }] }],
])('%s without sessions reads no precomputed days', async (_, segment) => {
  expect(await read(segment)).toEqual({ moment: { project: 'p', asOf: now, isNow: true }, times: 0 })
})

test.each([
  ['sessions', sessions],
  ['sessions among others', { or: [messages, { and: [messages, { not: sessions }] }] }],
])('%s read them once', async (_, segment) => {
  const moment = { project: 'p', asOf: now, isNow: true, precomputed: days }
  expect(await read(segment)).toEqual({ moment, times: 1 })
})

test('a moment in the past is not now', async () => {
  const asOf = new Date('2026-11-01T00:00:00Z')
  expect((await read(messages, asOf)).moment).toEqual({ project: 'p', asOf, isNow: false })
})
