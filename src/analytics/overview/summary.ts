import { dayMs } from '../../durations.ts'
import { badInput } from '../../errors.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { type Summary, summaryFields } from '../../schema/overview/summary.ts'
import { type ComparedArgs } from '../../schema/question-args.ts'
import { comparedRange } from '../query/compare.ts'
import { measure } from '../query/measure/measure.ts'
import { type Selection } from '../query/measure/selection.ts'
import { numbersOverRange } from '../query/measure/stats.ts'
import { toMeta } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { lastUnits, type Range, toRange } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'

const metricGroup = { name: 'summary', fields: summaryFields }

/**
 * A few numbers of the platform, over a range or over all time. Only selected fields are computed.
 * @throws INVALID_RANGE, INVALID_COMPARE, INVALID_FILTER
 */
export async function summary(
  scope: QueryScope,
  input: ComparedArgs,
  selected: Selection,
): Promise<Partial<Summary>> {
  if (input.compare && !input.range)
    throw badInput(
      'INVALID_COMPARE',
      'compare',
      'compare needs a range: without a range the summary covers all time, which has no previous period.',
    )
  const query = await resolveQuery(scope, input)
  const range = input.range ? toRange(input.range, query.calendar, query.asOf) : allTime(query)
  const [{ numbers, ...together }, activeUsersToday] = await Promise.all([
    numbersOverRange(
      query,
      metricGroup,
      input,
      { range, compared: comparedRange(query, input, range) },
      selected,
    ),
    selected.activeUsersToday && countActiveToday(query, input),
  ])
  const meta = {
    ...together.meta,
    isComplete: toMeta(query, input.range ? range : { ...range, to: query.asOf }).isComplete,
  }
  return { ...numbers, ...together, activeUsersToday, meta }
}

/** Events lie between 1970 and one day after they arrive. The range has whole days in UTC, which are read from totals. */
const allTime = ({ asOf }: Query): Range => ({
  from: new Date(0),
  to: new Date(Math.ceil(asOf.getTime() / dayMs + 1) * dayMs),
})

async function countActiveToday(query: Query, { filter }: ComparedArgs): Promise<number> {
  const range = lastUnits({ count: 1, unit: CalendarUnit.DAY }, query.calendar, query.asOf)
  const { activeUsers } = await measure(query, 'summary: today', { range, filter }, ['activeUsers'])
  return Number(activeUsers)
}
