import { type ClientBase, type Pool } from 'pg'
import { pooledTransaction } from '../../postgres/transaction.ts'
import { batchEvents } from '../../projection/batch-events.ts'
import { batchEnd } from '../../projection/cursor.ts'
import { type LogPosition } from '../../projection/log-position.ts'
import { type StoredDestination } from '../stored-destination.ts'
import { eventRow, eventSelection, isNotErased, joinedUsers, type LoggedEvent } from './event-rows.ts'
import { type Row, type Step } from './row.ts'
import { type ChangedUser, userRow, userSelection } from './user-rows.ts'

/** The next changes of users. */
interface UserStep extends Step {
  /** Whether they are as many as one step takes, so that more may wait. */
  isFull: boolean
}

const mostRows = 1_000
/** How far one step looks ahead in the log, which other projects share. */
const mostLooked = 20_000

/**
 * The next events of a destination's project in the order of the log; undefined when there is no settled event. As the
 * projection does, it reads only events that no later commit can precede.
 */
export const nextEvents = (
  pool: Pool,
  { project, since, events }: StoredDestination,
): Promise<Step | undefined> =>
  pooledTransaction(pool, async client => {
    await readByIndex(client)
    const end = await batchEnd(client, events, mostLooked)
    if (!end) return undefined
    const { rows: found } = await client.query<LoggedEvent>(
      `select ${eventSelection} from (${batchEvents({ after: events, to: end })}) e ${joinedUsers}
       where e.project = $1 and e.received_at >= $2 and ${isNotErased} order by e.tx, e.seq limit ${mostRows}`,
      [project, since],
    )
    const rows = found.map(eventRow)
    const isCut = rows.length === mostRows
    return { rows, to: isCut ? rows.at(-1)!.position : end }
  })

/** The planner would scan the whole log: it estimates the events after a position by the size of their transactions. */
const readByIndex = (client: ClientBase) =>
  client.query('set local enable_seqscan = off; set local enable_bitmapscan = off')

/** The next changes of users, in their order; undefined when no user of any project has changed. */
export const nextUsers = (
  pool: Pool,
  { project, users }: StoredDestination,
  now: Date,
): Promise<UserStep | undefined> =>
  pooledTransaction(pool, async client => {
    await readByIndex(client)
    const next = await nextChanges(client, users)
    if (!next) return undefined
    const { to, isFull } = next
    const { rows: found } = await client.query<ChangedUser>(
      `select ${userSelection} from users u left join users owner on owner.no = u.linked_to
       where (u.changed_tx, u.no) > ($2::xid8, $3::bigint) and (u.changed_tx, u.no) <= ($4::xid8, $5::bigint) and u.project = $1
       order by u.changed_tx, u.no`,
      [project, users.tx, users.seq, to.tx, to.seq],
    )
    const rows = found.flatMap(user => userRow(user, now) ?? [])
    return { rows, to, isFull }
  })

/** Where the next settled changes of any project end. */
async function nextChanges(
  client: ClientBase,
  { tx, seq }: LogPosition,
): Promise<Omit<UserStep, 'rows'> | undefined> {
  const { rows } = await client.query<LogPosition & { isFull: boolean }>(
    `select next.tx::text as tx, next.no::text as seq, count(*) over () = ${mostRows} as "isFull"
     from (select u.changed_tx as tx, u.no from users u
       where (u.changed_tx, u.no) > ($1::xid8, $2::bigint) and u.changed_tx < pg_snapshot_xmin(pg_current_snapshot())
       order by u.changed_tx, u.no limit ${mostRows}) next
     order by next.tx desc, next.no desc limit 1`,
    [tx, seq],
  )
  if (!rows[0]) return undefined
  const { isFull, ...to } = rows[0]
  return { to, isFull }
}

/** The rows of these events and users of a project, where they still exist. */
export async function theseRows(
  pool: Pool,
  project: string,
  { events, users }: { events: string[]; users: string[] },
  now: Date,
): Promise<Row[]> {
  const logged = await pool.query<LoggedEvent>(
    `select ${eventSelection} from events e ${joinedUsers}
     where e.project = $1 and e.seq = any($2::bigint[]) and ${isNotErased} order by e.tx, e.seq`,
    [project, events],
  )
  const changed = await pool.query<ChangedUser>(
    `select ${userSelection} from users u left join users owner on owner.no = u.linked_to
     where u.project = $1 and u.no = any($2::integer[]) order by u.no`,
    [project, users],
  )
  return [...changed.rows.flatMap(user => userRow(user, now) ?? []), ...logged.rows.map(eventRow)]
}
