import { type ClientBase } from 'pg'
import { transaction } from '../postgres/transaction.ts'
import { type Cursor, moveCursor, readCursor } from './cursor.ts'
import { gatherBatch } from './gather-batch.ts'
import { keepConversations } from './keep-conversations.ts'
import { keepDays } from './keep-days.ts'
import { keepUsers } from './keep-users.ts'

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
    await keepDays(client)
    const facts = await applied
    await keepUsers(client)
    await keepConversations(client)
    await moveCursor(client, facts)
  })
  return readCursor(client)
}
