/**
 * Works around three defects of the libraries below the ORM. Each patch may go once its issue is fixed there:
 * - Kysely never releases the connection of a transaction whose rollback fails
 *   (https://github.com/kysely-org/kysely/issues/1990).
 * - node-postgres gives a connection back to the pool after `query_timeout`, although the server still owes an answer
 *   on it (https://github.com/brianc/node-postgres/issues/3399).
 * - Kysely writes to the console when a statement fails after its signal has aborted, which is how every cancelled
 *   statement ends (https://github.com/kysely-org/kysely/blob/v0.29.6/src/util/abort.ts, `printBackgroundFail`).
 */
import { setTimeout as pause } from 'node:timers/promises'
import { Client, type ClientConfig, type Pool, type PoolClient } from 'pg'
import { listTimeout } from '../errors.ts'

/** How long the ORM may take to release a connection that has ended. */
const releaseMs = 1_000

/** Removes broken connections from the ORM's pool, and connections that have ended and were never released. */
export function evictBrokenConnections(pool: Pool): void {
  const inUse = new Set<PoolClient>()
  pool.on('acquire', client => inUse.add(client))
  pool.on('release', (_, client) => inUse.delete(client))
  pool.on('connect', client => {
    endWhenBroken(client)
    client.once('end', async () => {
      await pause(releaseMs, undefined, { ref: false })
      if (inUse.has(client)) releaseForGood(client)
    })
  })
}

/** The ORM may still release the connection later, which the pool would refuse. */
function releaseForGood(client: PoolClient): void {
  client.release(true)
  client.release = () => undefined
}

/** An ended connection does not go back into the pool. */
function endWhenBroken(client: PoolClient): void {
  const query = client.query.bind(client) as (...statement: unknown[]) => unknown
  client.query = ((...statement: unknown[]) => {
    const answer = query(...statement)
    if (answer instanceof Promise)
      answer.catch(error => {
        if (isBroken(error)) void (client as PoolClient & Client).end()
      })
    return answer
  }) as typeof client.query
}

const readOnlyTransaction = '25006'

/** The connection leads to a server that only reads (a standby), or its last statement was never answered. */
function isBroken(error: Error): boolean {
  return ('code' in error && error.code === readOnlyTransaction) || /read timeout/i.test(error.message)
}

/** A connection of Kysely, through which MikroORM sends its statements. */
interface KyselyConnection {
  executeQuery(query: unknown, options?: { signal?: AbortSignal }): Promise<{ rows: unknown[] }>
  cancelQuery(control: unknown): Promise<void>
}

const queryCanceled = '57014'

/**
 * Silences the end of cancelled statements on a new connection: no request waits for their rows. Only statements of
 * questions have a signal, so the time limit of a change stays an outage, after which the change may be sent again.
 * @throws QUERY_TIMEOUT from a statement of a question that reaches the time limit of PostgreSQL
 */
export async function silenceCancellation(opened: unknown): Promise<void> {
  const connection = opened as KyselyConnection
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
  // A statement that cannot be cancelled ends at its time limit.
  connection.cancelQuery = control => cancel(control).catch(() => undefined)
}

const isCanceled = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === queryCanceled

/** Kysely cancels on a separate client without an `error` listener: a lost connection would end the process. */
export class CancellingClient extends Client {
  constructor(config?: ClientConfig) {
    super(config)
    this.on('error', () => undefined)
  }
}
