import { type ClientBase } from 'pg'
import { backOffMs } from '../../jobs/back-off.ts'
import { lockDefinition } from '../../postgres/lock-definition.ts'
import { type LogPosition } from '../../projection/log-position.ts'
import { type StoredDestination } from '../stored-destination.ts'
import { storeDeadLetters } from './dead-letters.ts'
import { type Delivered } from './deliver.ts'

/** What an attempt has done for a destination. */
export interface Progress {
  /** The new position among events or users; absent for dead letters that were sent again. */
  position?: { of: 'events' | 'users'; at: LogPosition }
  /** Rows that the destination is not to get. */
  skipped: number
  delivered: Delivered
}

/**
 * Stores progress, unless the destination was deleted or rewound meanwhile. @returns whether it was stored
 */
export async function storeProgress(
  client: ClientBase,
  destination: StoredDestination,
  progress: Progress,
  now: Date,
): Promise<boolean> {
  const { id, epoch } = destination
  if (!(await lockDefinition(client, id))) return false
  const { position, skipped } = progress
  const delivered = await bySettingsOfNow(client, destination, progress.delivered)
  const failed = delivered.refused.length + delivered.lost
  const { rowCount } = await client.query(
    `update destinations set
       tx = coalesce($3::xid8, tx), seq = coalesce($4::bigint, seq),
       users_tx = coalesce($5::xid8, users_tx), users_no = coalesce($6::integer, users_no),
       sent = sent + $7, skipped = skipped + $8, failed = failed + $9,
       refused_in_a_row = $10,
       forwarded_at = case when $7::bigint > 0 then $11::timestamptz else forwarded_at end
     where id = $1 and epoch = $2`,
    [
      id,
      epoch,
      ...columnsOf(position),
      delivered.done - failed,
      skipped,
      failed,
      delivered.refusedInARow,
      now,
    ],
  )
  if (!rowCount) return false
  if (delivered.refused.length) await storeDeadLetters(client, destination, delivered.refused)
  await storeFailure(client, destination, delivered, now)
  return true
}

/**
 * A failure that former settings met, such as a replaced secret or a former address, says nothing about those of now: the destination
 * goes on with these.
 */
async function bySettingsOfNow(
  client: ClientBase,
  { id, version }: StoredDestination,
  delivered: Delivered,
): Promise<Delivered> {
  if (!delivered.failure) return delivered
  const unchanged = await client.query('select from definitions where id = $1 and version = $2', [
    id,
    version,
  ])
  if (unchanged.rowCount) return delivered
  const { done, refused, lost } = delivered
  return { done, refused, lost, refusedInARow: 0 }
}

const columnsOf = (position: Progress['position']) => {
  const { tx, seq } = position?.at ?? { tx: null, seq: null }
  return position?.of === 'users' ? [null, null, tx, seq] : [tx, seq, null, null]
}

/** The last failure stays to be read; an attempt that does not fail ends the pauses. */
async function storeFailure(
  client: ClientBase,
  { id, failures }: StoredDestination,
  { failure, because }: Delivered,
  now: Date,
): Promise<void> {
  const reason = failure?.because ?? because
  if (reason)
    await client.query(
      `update destinations set error_code = $2, error_message = $3, error_status = $4, error_at = $5 where id = $1`,
      [id, reason.code, reason.message, reason.status, now],
    )
  if (failure?.type === 'never')
    await client.query(`update destinations set state = 'STOPPED', next_at = null where id = $1`, [id])
  const pause = failure?.type === 'later' ? pauseMs(failures, failure.retryAfterMs) : null
  await client.query('update destinations set failures = $2, next_at = $3 where id = $1', [
    id,
    failure ? failures + 1 : 0,
    pause === null ? null : new Date(now.getTime() + pause),
  ])
}

const dayMs = 86_400_000

/** A wait that the server asks for counts from 1 second to 24 hours; ours grow from 5 seconds to 10 minutes. */
const pauseMs = (failures: number, retryAfterMs: number | undefined): number =>
  retryAfterMs === undefined
    ? backOffMs(Math.min(failures + 1, 20), true)
    : Math.min(Math.max(retryAfterMs, 1_000), dayMs)
