import { type ClientBase } from 'pg'
import { transaction } from '../transaction.ts'
import { type Cursor, moveCursor, readCursor } from './cursor.ts'
import { gatherBatch } from './gather-batch.ts'
import { keepConversations } from './keep-conversations.ts'
import { keepDays } from './keep-days.ts'
import { keepUsers } from './keep-users.ts'

/**
 * The recorded batch is in ClickHouse: what PostgreSQL derives from it is brought up to date, and the cursor
 * moves behind it, in one transaction.
 */
export async function finishBatch(client: ClientBase, recorded: Cursor, facts: number): Promise<Cursor> {
  const bounds = { after: recorded, to: recorded.next! }
  await transaction(client, async () => {
    await gatherBatch(client, bounds)
    // Before the users: it compares with when they were first active until now.
    await keepDays(client)
    await keepUsers(client)
    await keepConversations(client)
    await moveCursor(client, facts)
  })
  return readCursor(client)
}
