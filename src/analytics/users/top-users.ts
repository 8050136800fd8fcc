import { sql } from '../../clickhouse/sql.ts'
import { usersByNo } from '../../lists/users-by-no.ts'
import { type EventMetric } from '../../metrics-catalogue/catalogue.ts'
import {
  type TopUser,
  type TopUsers,
  type TopUsersArgs,
  TopUsersBy,
  topUserFields,
} from '../../schema/users/top-users.ts'
import { isActive } from '../query/active.ts'
import { breakdown } from '../query/breakdown.ts'
import { type Selection } from '../query/measure/selection.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'

const metricGroup = {
  name: 'topUsers',
  fields: topUserFields,
  only: isActive,
}

const by = { no: sql`user_no` }

/** The most active users in the range. */
export async function topUsers(
  scope: QueryScope,
  input: TopUsersArgs,
  selected: Selection,
): Promise<TopUsers> {
  const query = await resolveQuery(scope, input)
  const { groups, meta } = await breakdown(
    query,
    metricGroup,
    input,
    { by, order: orders[input.by], isRanking: true },
    selected.users,
    selected.meta,
  )
  const users = await usersByNo(
    scope,
    groups.map(({ no }) => Number(no)),
  )
  const ranked = groups.map(({ no, ...numbers }, i) => ({
    ...numbers,
    rank: i + 1,
    user: users.get(Number(no)),
  }))
  return { users: ranked as TopUser[], meta }
}

const orders = {
  [TopUsersBy.ACTIVITY]: 'events',
  [TopUsersBy.MESSAGES]: 'messages',
  [TopUsersBy.CONVERSATIONS]: 'conversations',
  [TopUsersBy.TOKENS]: 'tokens',
  [TopUsersBy.COST]: 'costUsd',
} satisfies Record<TopUsersBy, EventMetric>
