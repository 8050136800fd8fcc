import { type ClientBase, type Pool } from 'pg'
import { budgetPeriod } from './budget-period.ts'
import { isCurrent, type SavedBudget, savedBudgets } from './saved-budget.ts'

/** A budget in its present period, with what is spent of it. */
export interface ViewedBudget extends SavedBudget {
  from: Date
  to: Date
  /** In US dollars; '0' for a budget that each user has: see `UserSpend`. */
  spentUsd: string
}

/** A user, the spend of that user of the budgets that each user has, and the budgets on whose segments the user is. */
export interface UserSpend {
  userNo: number
  /** By the id of the budget. */
  spentUsd: Map<string, string>
  /** The ids of budgets of segments that have the user. */
  memberOf: Set<string>
}

/** A user of a project, by any id. */
export interface AskedUser {
  project: string
  userId: string
}

/** The budgets of a snapshot that are counted, with their spend at a time. */
export async function viewedBudgets(client: ClientBase, now: Date): Promise<ViewedBudget[]> {
  const budgets = (await savedBudgets(client)).filter(isCurrent)
  const viewed = budgets.map(budget => ({ ...budget, ...budgetPeriod(budget, now), spentUsd: '0' }))
  if (!viewed.length) return []
  const { rows } = await client.query<{ id: string; spentUsd: string }>(totals, [windowsOf(viewed)])
  const spent = new Map(rows.map(({ id, spentUsd }) => [id, spentUsd]))
  return viewed.map(budget => ({ ...budget, spentUsd: spent.get(budget.id) ?? '0' }))
}

/** The users that exist, in the order of `asked`; undefined for any other. */
export async function userSpends(
  client: ClientBase | Pool,
  budgets: ViewedBudget[],
  asked: AskedUser[],
): Promise<(UserSpend | undefined)[]> {
  if (!asked.length) return []
  const { rows } = await client.query<{ found: UserRow[] }>({
    // Planned once for each session: planning takes about as long as answering.
    name: 'spend of users',
    text: spendOfUsers,
    values: [
      windowsOf(budgets.filter(({ rule }) => rule.isPerUser)),
      asked.map(({ project }) => project),
      asked.map(({ userId }) => userId),
    ],
  })
  const byPlace = Map.groupBy(rows[0]!.found, ([place]) => place)
  return asked.map((_, i) => toUserSpend(byPlace.get(i + 1)))
}

/**
 * The place of the user among those asked for, from 1, the number of the user, and for each budget that is kept for each user its id,
 * the spend and whether the user is in its segment; one row with nulls without such a budget.
 */
type UserRow = [
  place: number,
  userNo: number,
  budgetId: string | null,
  spentUsd: string | null,
  isMember: boolean | null,
]

function toUserSpend(rows: UserRow[] | undefined): UserSpend | undefined {
  if (!rows) return undefined
  const spend: UserSpend = { userNo: rows[0]![1], spentUsd: new Map(), memberOf: new Set() }
  for (const [, , budgetId, spentUsd, isMember] of rows) {
    if (budgetId !== null) spend.spentUsd.set(budgetId, spentUsd!)
    if (isMember) spend.memberOf.add(budgetId!)
  }
  return spend
}

const windowsOf = (budgets: ViewedBudget[]) =>
  JSON.stringify(
    budgets.map(({ id, project, from, to, rule, content }) => ({
      id,
      project,
      from,
      to,
      isPerUser: rule.isPerUser,
      isSegment: content.scope.segmentId != null,
    })),
  )

const windows = `
budget as materialized (
  select *
  from jsonb_to_recordset($1::jsonb) as b (
    id bigint, project text, "from" timestamptz, "to" timestamptz, "isPerUser" boolean, "isSegment" boolean)
)`

/** Of a segment, the spend of its members. */
const totals = `
with ${windows}
select b.id::text, trim_scale(sum(s.spent_usd))::text as "spentUsd"
from budget b join budget_spend s on s.budget_id = b.id and s.bucket >= b."from" and s.bucket < b."to"
where (s.user_no = 0 and not b."isPerUser")
  or (b."isSegment" and exists (select from budget_members m where (m.budget_id, m.user_no) = (s.budget_id, s.user_no)))
group by b.id`

/** One row with all users as JSON, which a process reads several times as fast as as many rows. */
const spendOfUsers = `
with ${windows},
asked as (
  select a.place, a.project, coalesce(u.linked_to, u.no) as "userNo"
  from unnest($2::text[], $3::text[]) with ordinality as a (project, "userId", place)
    join users u on u.project = a.project and u.external_id = a."userId"
)
select coalesce(json_agg(json_build_array(
  a.place, a."userNo", b.id::text,
  coalesce((
    select sum(s.spent_usd) from budget_spend s
    where s.budget_id = b.id and s.user_no = a."userNo" and s.bucket >= b."from" and s.bucket < b."to"
  ), 0)::text,
  b."isSegment" and exists (
    select from budget_members m where m.budget_id = b.id and m.user_no = a."userNo"
  ))), '[]') as found
from asked a left join budget b on b.project = a.project`
