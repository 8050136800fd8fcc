import { listTimeout } from '../errors.ts'

/** A connection as Kysely has it, which MikroORM speaks through. */
interface Connection {
  executeQuery(query: unknown, options?: { signal?: AbortSignal }): Promise<{ rows: unknown[] }>
  cancelQuery(control: unknown): Promise<void>
}

const queryCanceled = '57014'

/**
 * Prepares a new connection for statements that end with the question they serve. Kysely has PostgreSQL cancel
 * them, on a connection of its own, and would write a line to stderr for each; nobody waits for them any more. Only
 * questions bring a signal along, so a time limit that ends a change stays an outage: it may be sent again.
 */
export async function cancelledQuietly(opened: unknown): Promise<void> {
  const connection = opened as Connection
  const execute = connection.executeQuery.bind(connection)
  const cancel = connection.cancelQuery.bind(connection)
  connection.executeQuery = async (query, options) => {
    try {
      return await execute(query, options)
    } catch (error) {
      if (options?.signal?.aborted) return { rows: [] }
      throw options?.signal && isCanceled(error) ? listTimeout() : error
    }
  }
  // What cannot be cancelled ends at its time limit.
  connection.cancelQuery = control => cancel(control).catch(() => undefined)
}

const isCanceled = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === queryCanceled
