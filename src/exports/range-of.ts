import { defaultRange, type Range, toRange } from '../analytics/query/range.ts'
import { calendarOf } from '../analytics/query/resolve-query.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type StartExportInput } from '../schema/exports/start-export-input.ts'

/** The range of an export, counted from the request that starts it. @throws INVALID_RANGE, INVALID_TIME_ZONE */
export const rangeOf = async (
  scope: RequestScope,
  input: Pick<StartExportInput, 'range' | 'timeZone' | 'weekStart'>,
): Promise<Range> => toRange(input.range ?? defaultRange, await calendarOf(scope, input), scope.asOf)
