import { type QueryScope } from '../analytics/query/query-scope.ts'
import { defaultRange, type Range, toRange } from '../analytics/query/range.ts'
import { calendarOf } from '../analytics/query/resolve-query.ts'
import { dayMs } from '../durations.ts'
import { type InsightsAsked } from './insights-of.ts'

/** The range that insights are asked for. @throws INVALID_RANGE, INVALID_TIME_ZONE */
export const rangeOf = async (scope: QueryScope, asked: InsightsAsked): Promise<Range> =>
  toRange(asked.range ?? defaultRange, await calendarOf(scope, asked), scope.asOf)

/** The length of a range in days. */
export const daysIn = ({ from, to }: Range): number => (to.getTime() - from.getTime()) / dayMs
