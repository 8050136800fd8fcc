import { type Pool } from 'pg'
import { memberNumbers, mostMembers } from '../analytics/query/segment/member-numbers.ts'
import { jobScope } from '../jobs/job-scope.ts'
import { pooledTransaction } from '../postgres/transaction.ts'
import { type RequestServices } from '../request/request-scope.ts'

interface Due {
  budgetId: string
  project: string
  segmentId: string
}

/** How long the members of a segment are kept before they are looked up again. */
const membersForMs = 60_000

interface Refreshed {
  /** The ids of the budgets whose members were looked up. */
  budgetIds: string[]
  failures: unknown[]
}

/**
 * Looks up the members of segments that have a budget, each once a minute in all processes together. A segment that has grown
 * too large is a failure, and its budget keeps the members of before.
 */
export async function refreshMembers(
  services: RequestServices,
  now: Date,
  signal: AbortSignal,
): Promise<Refreshed> {
  const { pool } = services.database
  const refreshed: Refreshed = { budgetIds: [], failures: [] }
  for (const due of await claimDue(pool, now))
    try {
      await storeMembers(pool, due.budgetId, await membersOf(services, due, signal))
      refreshed.budgetIds.push(due.budgetId)
    } catch (error) {
      refreshed.failures.push(error)
      await noteStale(pool, due.budgetId, now)
    }
  return refreshed
}

async function claimDue(pool: Pool, now: Date): Promise<Due[]> {
  const { rows } = await pool.query<Due>(
    `update budget_counts c set members_at = $1
     from definitions d
     where d.id = c.budget_id and d.content->'scope'->>'segmentId' is not null
       and (c.members_at is null or c.members_at <= $2)
     returning d.id::text as "budgetId", d.project, d.content->'scope'->>'segmentId' as "segmentId"`,
    [now, new Date(now.getTime() - membersForMs)],
  )
  return rows
}

async function membersOf(
  services: RequestServices,
  { budgetId, project, segmentId }: Due,
  signal: AbortSignal,
): Promise<number[]> {
  const scope = jobScope(services, {
    id: `budget-${budgetId}`,
    project,
    subject: 'convograph',
    attempt: 1,
    signal,
  })
  const members = await services.gate.concurrency.questions.run(() =>
    memberNumbers(scope, segmentId, 'budget: members'),
  )
  if (!members) throw new Error(`The segment of budget ${budgetId} has more than ${mostMembers} users.`)
  return members
}

const storeMembers = (pool: Pool, budgetId: string, members: number[]) =>
  pooledTransaction(pool, async client => {
    await client.query(
      'delete from budget_members where budget_id = $1 and not user_no = any($2::integer[])',
      [budgetId, members],
    )
    await client.query(
      `insert into budget_members (budget_id, user_no) select $1, unnest($2::integer[])
       on conflict do nothing`,
      [budgetId, members],
    )
    await client.query('update budget_counts set members_stale_since = null where budget_id = $1', [budgetId])
  })

/** The budget shows since when its members are those of before. */
const noteStale = (pool: Pool, budgetId: string, now: Date) =>
  pool.query(
    'update budget_counts set members_stale_since = coalesce(members_stale_since, $2) where budget_id = $1',
    [budgetId, now],
  )
