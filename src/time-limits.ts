import { Socket } from 'node:net'
import { type PoolConfig } from 'pg'

/** How much longer than PostgreSQL's own limit an answer is waited for: then the network, or the server, is dead. */
const patienceMs = 5_000

/** What bounds the statements of a pool: PostgreSQL ends them, and a connection that hears nothing from it ends itself. */
export const timeLimits = (statementMs: number) =>
  ({
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
    statement_timeout: statementMs,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 60_000,
    stream: () => impatientSocket(statementMs + patienceMs),
  }) satisfies PoolConfig

/** A time limit of the client's own would answer the request and leave the connection, still waiting, in its pool. */
function impatientSocket(ms: number): Socket {
  const socket = new Socket()
  return socket.setTimeout(ms, () => socket.destroy())
}
