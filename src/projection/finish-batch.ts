import { type ClientBase } from 'pg'
import { transaction } from '../postgres/transaction.ts'
import { type Cursor, moveCursor, readCursor } from './cursor.ts'
import { gatherBatch } from './gather-batch.ts'
import { markBatchDays } from './mark-batch-days.ts'
import { updateConversations } from './update-conversations.ts'
import { updateUsers } from './update-users.ts'

/**
 * Brings what PostgreSQL derives from the recorded batch up to date and moves the cursor behind the batch, in one
 * transaction, once `applied` says that ClickHouse holds so many facts of it. What locks no row that a mutation may want
 * is done while ClickHouse is at work.
 */
export async function finishBatch(
  client: ClientBase,
  recorded: Cursor,
  applied: Promise<number>,
): Promise<Cursor> {
  const bounds = { after: recorded, to: recorded.next! }
  await transaction(client, async () => {
    await gatherBatch(client, bounds)
    await markBatchDays(client)
    const facts = await applied
    await updateUsers(client)
    await updateConversations(client)
    await moveCursor(client, facts)
  })
  return readCursor(client)
}
