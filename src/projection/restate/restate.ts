import { type Client } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { copyOut } from '../../postgres/copy-out.ts'
import { readCopy } from '../../postgres/read-copy.ts'
import { transaction } from '../../postgres/transaction.ts'
import { moveLastDays } from '../derived/move-last-days.ts'
import { updateConversations } from '../derived/update-conversations.ts'
import { updateUsers } from '../derived/update-users.ts'
import { gatherEvents } from '../gather-batch.ts'
import { recomputeFormerUsers } from '../inherit/recompute-former-users.ts'
import { markBatchDays } from '../mark-batch-days.ts'
import { waitingRestatements } from './queue.ts'

/**
 * Copies the user, bot and channel of events that changed in the log after ClickHouse got them, and everything that
 * follows from them. Returns whether there were any. To restate events, update their rows and record them in one
 * statement, at most 5,000 events in a row; the next question waits until they are restated:
 *
 *   with changed as (update events set bot_id = … returning seq)
 *   insert into restatements (seqs) select array_agg(seq) from changed having count(*) > 0
 *
 * Values are copied, not differences, so the copy may be repeated after a crash. An event that ClickHouse does not have
 * yet is copied later with its new values. Call this while no batch is read ahead: that batch would have old values.
 */
export async function restate(client: Client, clickhouse: ClickHouse): Promise<boolean> {
  const ids = await waitingRestatements(client)
  if (!ids.length) return false
  await clickhouse.restate(() => copyOut(client, newValues(ids)))
  await finish(client, clickhouse, ids)
  return true
}

/** Restated events change users, conversations and days in the same way as events of a batch. */
async function finish(client: Client, clickhouse: ClickHouse, ids: string[]): Promise<void> {
  await transaction(client, async () => {
    await gatherEvents(client, restated(ids))
    await clickhouse.addFirstEvents(await readCopy(client, firstActivities))
    await markBatchDays(client)
    await moveLastDays(client)
    await updateUsers(client)
    await recomputeFormerUsers(client, clickhouse, ids)
    await updateConversations(client)
    await client.query('delete from restatements where id = any($1)', [ids])
  })
}

/** SQL for the events. COPY takes no parameters, so the ids are written into the text; they are digits from PostgreSQL. */
const restated = (ids: string[]) => `
  select e.*
  from events e
  where e.seq in (select unnest(seqs) from restatements where id in (${ids.join(', ')}))`

/** The columns are in the order of the table in ClickHouse. */
const newValues = (ids: string[]) =>
  `copy (select seq, user_no, bot_id, channel from (${restated(ids)}) restated) to stdout`

/** A restated event may be of any batch, so requests that read an earlier state look these users up in the events. */
const firstActivities = `
  select project, user_no, active_at at time zone 'UTC', (select projection.batch from projection)
  from batch_users
  where active_at is not null`
