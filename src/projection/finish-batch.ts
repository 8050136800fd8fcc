import { type ClientBase } from 'pg'
import { type Cursor, moveCursor, readCursor } from './cursor.ts'
import { keepConversations } from './keep-conversations.ts'
import { keepUsers } from './keep-users.ts'

/**
 * The recorded batch is in ClickHouse: what PostgreSQL derives from it is brought up to date, and the cursor
 * moves behind it, in one transaction.
 */
export async function finishBatch(client: ClientBase, facts: number): Promise<Cursor> {
  await client.query('begin')
  try {
    await keepUsers(client)
    await keepConversations(client)
    await moveCursor(client, facts)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
  return readCursor(client)
}
