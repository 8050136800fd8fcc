import { type ClientBase } from 'pg'
import { type Cursor, moveCursor, readCursor } from './cursor.ts'
import { keepConversations } from './keep-conversations.ts'
import { keepUsers } from './keep-users.ts'

/**
 * The recorded batch is in ClickHouse: what PostgreSQL derives from it is brought up to date, and the cursor
 * moves behind it, in one transaction.
 */
export async function finishBatch(client: ClientBase, recorded: Cursor, facts: number): Promise<Cursor> {
  const bounds = { after: recorded, to: recorded.next! }
  await client.query('begin')
  try {
    await keepUsers(client, bounds)
    await keepConversations(client, bounds)
    await moveCursor(client, bounds, facts)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
  return readCursor(client)
}
