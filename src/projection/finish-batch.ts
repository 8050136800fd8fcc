import { type ClientBase } from 'pg'
import { transaction } from '../postgres/transaction.ts'
import { notifyCopied } from '../streams/notify-copied.ts'
import { type Applied } from './apply-batch.ts'
import { batchEvents } from './batch-events.ts'
import { type Cursor, moveCursor, readCursor } from './cursor.ts'
import { moveLastDays } from './derived/move-last-days.ts'
import { updateConversations } from './derived/update-conversations.ts'
import { updateUsers } from './derived/update-users.ts'
import { gatherEvents } from './gather-batch.ts'
import { markBatchDays } from './mark-batch-days.ts'
import { markVersionsStale } from './mark-versions-stale.ts'
import { queueLateEvents } from './restate/queue-late-events.ts'

/**
 * Updates the tables of PostgreSQL that are derived from the recorded batch, and moves the cursor to its end, in one
 * transaction. `applied` resolves when ClickHouse has the batch. The steps before `applied`
 * lock no row that a mutation may need, so they run while ClickHouse works.
 */
export async function finishBatch(
  client: ClientBase,
  recorded: Cursor,
  applied: Promise<Applied>,
): Promise<Cursor> {
  const bounds = { after: recorded, to: recorded.next! }
  await transaction(client, async () => {
    await gatherEvents(client, batchEvents(bounds))
    await markBatchDays(client)
    await moveLastDays(client)
    const { events, touched } = await applied
    await markVersionsStale(client, touched)
    await updateUsers(client)
    await updateConversations(client)
    await queueLateEvents(client)
    await moveCursor(client, events)
    await notifyCopied(client)
  })
  return readCursor(client)
}
