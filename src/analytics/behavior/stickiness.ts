import { integer } from '../../clickhouse/sql.ts'
import { type User } from '../../entities/user.ts'
import { badInput } from '../../errors.ts'
import { pageOfUsers } from '../../lists/page-of-users.ts'
import {
  type OccurrencesInput,
  type Stickiness,
  type StickinessInput,
  type StickinessRow,
  type StickinessUsersArgs,
} from '../../schema/behavior/stickiness.ts'
import { type Connection } from '../../schema/connection.ts'
import { FilterOperator } from '../../schema/filter-input.ts'
import { type Asked } from '../query/asked.ts'
import { begunEdges } from '../query/begun-edges.ts'
import { type Compared } from '../query/compare.ts'
import { checkUnit, unitOf } from '../query/counted-unit.ts'
import { matchCondition } from '../query/event-match.ts'
import {
  type ActiveIntervals,
  activeIntervals,
  type Habit,
  usersOfIntervals,
} from '../query/measure/active-intervals.ts'
import { type Selection } from '../query/measure/selection.ts'
import { toMeta } from '../query/meta.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { defaultRange, toRange } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'
import { sizeComparison } from '../query/segment/size-comparison.ts'
import { changesBetween, withPrevious } from '../query/with-previous.ts'

/** The answer, and the users that each of its numbers counts. */
export type StickinessAnswer = Stickiness & {
  usersOf(args: StickinessUsersArgs): Promise<Connection<User>>
}

/**
 * Users by the number of days, weeks or months that they were active in. Only selected fields are computed.
 * @throws INVALID_UNIT, INVALID_OCCURRENCES, INVALID_RANGE, INVALID_COMPARE, INVALID_EVENT, INVALID_FILTER,
 * TOO_MANY_BUCKETS, INVALID_INTERVALS
 */
export async function stickiness(
  scope: QueryScope,
  input: Asked<StickinessInput>,
  selection: Selection,
): Promise<StickinessAnswer> {
  const { answer, previous, selected } = await withPrevious(scope, input, selection, (input, selected) =>
    stickinessOf(scope, input, selected),
  )
  return { ...answer, previous, changes: changesBetween(numbers, selected, answer, previous) }
}

const numbers = {
  activeUsers: { unit: 'COUNT', isUpGood: true },
  averageIntervals: { unit: 'PER_USER', isUpGood: true },
} satisfies Record<string, Compared>

async function stickinessOf(
  scope: QueryScope,
  { interval, ...input }: StickinessInput,
  selected: Selection,
): Promise<StickinessAnswer> {
  checkUnit(input)
  const only = matchCondition(scope.project, input.target ?? {}, 'target', unitOf(input).isActive)
  const habit = { ...input, isEnough: isEnough(input.occurrences) }
  const query = await resolveQuery(scope, input)
  const range = toRange(input.range ?? defaultRange, query.calendar, query.asOf)
  const measured = { range, filter: input.filter, only }
  const intervals = begunEdges(query, range, interval).length - 1
  const isCounted = selected.rows || selected.activeUsers || selected.averageIntervals
  const found = isCounted ? await activeIntervals(query, 'stickiness', measured, interval, habit) : []
  return {
    ...toStickiness(found, intervals),
    previous: null,
    changes: [],
    meta: toMeta(query, range),
    usersOf: ({ intervals: requested, orMore, ...page }) => {
      checkIntervals(requested, intervals)
      const users = usersOfIntervals(query, measured, interval, habit, { intervals: requested, orMore })
      return pageOfUsers(scope, query, 'stickiness', users, page)
    },
  }
}

const mostEvents = 1_000_000

/** The condition on the number of events in an interval; undefined if one event is enough. */
function isEnough(occurrences: OccurrencesInput | null | undefined): Habit['isEnough'] {
  const { operator, count } = occurrences ?? { operator: FilterOperator.GREATER_OR_EQUAL, count: 1 }
  const { holds } = sizeComparison(operator, 'occurrences.count', invalidOccurrences)
  if (count < 1 || count > mostEvents)
    throw invalidOccurrences(`occurrences.count must be 1 to ${mostEvents.toLocaleString('en')}.`)
  if (operator === FilterOperator.GREATER_OR_EQUAL && count === 1) return undefined
  return events => holds(events, integer(count))
}

const invalidOccurrences = (message: string) => badInput('INVALID_OCCURRENCES', 'occurrences', message)

function checkIntervals(requested: number, all: number): void {
  if (requested < 1 || requested > all)
    throw badInput(
      'INVALID_INTERVALS',
      'intervals',
      `intervals must be 1 to ${all}, the number of intervals that have begun.`,
    )
}

function toStickiness(
  found: ActiveIntervals[],
  intervals: number,
): Omit<Stickiness, 'previous' | 'changes' | 'meta'> {
  const activeUsers = found.reduce((sum, { users }) => sum + Number(users), 0)
  const together = found.reduce((sum, row) => sum + Number(row.users) * row.intervals, 0)
  return {
    intervals,
    activeUsers,
    averageIntervals: activeUsers ? together / activeUsers : null,
    rows: toRows(found, intervals, activeUsers),
  }
}

/** A row for every number of intervals. Counting down, `usersAtLeast` adds up the users of the rows with more intervals. */
function toRows(found: ActiveIntervals[], intervals: number, activeUsers: number): StickinessRow[] {
  const usersOf = new Map(found.map(row => [row.intervals, Number(row.users)]))
  const share = (users: number) => (activeUsers ? users / activeUsers : null)
  const rows: StickinessRow[] = []
  for (let i = intervals, usersAtLeast = 0; i > 0; i--) {
    const users = usersOf.get(i) ?? 0
    usersAtLeast += users
    rows.push({
      intervals: i,
      users,
      share: share(users),
      usersAtLeast,
      shareAtLeast: share(usersAtLeast),
    })
  }
  return rows.reverse()
}
