import { CalendarUnit } from '../../schema/date-range-input.ts'
import { type ComparedArgs } from '../../schema/question-args.ts'
import { type UserCount } from '../../schema/users/user-count.ts'
import { type Selection } from '../query/measure/selection.ts'
import { numbersOverRange, rangesOf } from '../query/measure/stats.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'

const today = { last: { count: 1, unit: CalendarUnit.DAY } }

/** Users who were active in the range, by default today. */
export const activeUsers = (scope: QueryScope, input: ComparedArgs, selected: Selection) =>
  countUsers(scope, { ...input, range: input.range ?? today }, 'activeUsers', selected)

/** Users who were known at the end of the range, by default now. */
export const totalUsers = (scope: QueryScope, input: ComparedArgs, selected: Selection) =>
  countUsers(scope, { ...input, range: input.range ?? today }, 'totalUsers', selected)

async function countUsers(
  scope: QueryScope,
  input: ComparedArgs,
  metric: 'activeUsers' | 'totalUsers',
  selected: Selection,
): Promise<UserCount> {
  const query = await resolveQuery(scope, input)
  const metricGroup = { name: metric, fields: { users: metric } }
  const fields = { users: {}, changes: {}, meta: selected.meta ?? {} }
  const { numbers, previous, changes, meta } = await numbersOverRange(
    query,
    metricGroup,
    input,
    rangesOf(query, input),
    fields,
  )
  return {
    users: Number(numbers.users),
    previous: previous ? Number(previous.users) : null,
    changeRate: changes[0]?.changeRate ?? null,
    changes,
    meta,
  }
}
