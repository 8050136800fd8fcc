import { type User } from '../../entities/user.ts'
import { badInput } from '../../errors.ts'
import { pageOfUsers } from '../../lists/page-of-users.ts'
import {
  type Lifecycle,
  type LifecycleBucket,
  type LifecycleInput,
  type LifecycleUsersArgs,
} from '../../schema/behavior/lifecycle.ts'
import { type Connection } from '../../schema/connection.ts'
import { type Asked } from '../query/asked.ts'
import { type Compared } from '../query/compare.ts'
import { matchCondition } from '../query/event-match.ts'
import { lifecycleBuckets, lifecycleEdges } from '../query/measure/lifecycle-buckets.ts'
import { lifecycleUsers } from '../query/measure/lifecycle-query.ts'
import { type Selection } from '../query/measure/selection.ts'
import { toMeta } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { defaultRange, toRange } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'
import { type Answers, changesBetween, withPrevious } from '../query/with-previous.ts'

/** The answer, and the users that each of its numbers counts. */
export type LifecycleAnswer = Lifecycle & {
  usersOf(args: LifecycleUsersArgs): Promise<Connection<User>>
}

/**
 * How many users came, came back and stayed away, from one bucket to the next. Only selected fields are computed.
 * @throws INVALID_RANGE, INVALID_COMPARE, INVALID_EVENT, INVALID_FILTER, TOO_MANY_BUCKETS, INVALID_BUCKET
 */
export async function lifecycle(
  scope: QueryScope,
  input: Asked<LifecycleInput>,
  selected: Selection,
): Promise<LifecycleAnswer> {
  return withChanges(
    await withPrevious(scope, input, selected, (input, selected) => lifecycleOf(scope, input, selected)),
  )
}

const comesBack: Compared = { unit: 'COUNT', isUpGood: true }

const numbers = {
  activeUsers: comesBack,
  newUsers: comesBack,
  returning: comesBack,
  resurrecting: comesBack,
  dormant: { unit: 'COUNT', isUpGood: false } satisfies Compared,
}

function withChanges({ answer, previous, selected }: Answers<LifecycleAnswer>): LifecycleAnswer {
  const changesOf = (bucket: LifecycleBucket, i: number) =>
    changesBetween(numbers, selected.buckets, bucket, previous?.buckets[i])
  const buckets = answer.buckets.map((bucket, i) => ({ ...bucket, changes: changesOf(bucket, i) }))
  return { ...answer, previous, buckets }
}

async function lifecycleOf(
  scope: QueryScope,
  input: LifecycleInput,
  selected: Selection,
): Promise<LifecycleAnswer> {
  const only = matchCondition(scope.project, input.target ?? {}, 'target')
  const query = await resolveQuery(scope, input)
  const range = toRange(input.range ?? defaultRange, query.calendar, query.asOf)
  const watched = { range, filter: input.filter, only, newBy: input.newBy }
  return {
    buckets: selected.buckets ? await lifecycleBuckets(query, 'lifecycle', watched, input.interval) : [],
    previous: null,
    meta: toMeta(query, range),
    usersOf: ({ state, at, ...page }) => {
      const edges = edgesAround(query, at, lifecycleEdges(query, watched, input.interval))
      return pageOfUsers(scope, query, 'lifecycle', lifecycleUsers(query, watched, edges, state), page)
    },
  }
}

/** The edges of the bucket with an instant, by default of the last bucket, and of the bucket before it. */
function edgesAround({ asOf }: Query, at: Date | null | undefined, edges: Date[]): Date[] {
  const end = at == null ? edges.length - 1 : edges.findIndex(edge => at < edge)
  if (end < 2)
    throw badInput(
      'INVALID_BUCKET',
      'at',
      `at must be in one of the buckets, none of which begins after ${asOf.toISOString()}.`,
    )
  return edges.slice(end - 2, end + 1)
}
