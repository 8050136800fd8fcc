/** A connection that leads nowhere is noticed, however quiet it is. */
export const reach = { connectionTimeoutMillis: 2_000, keepAlive: true, keepAliveInitialDelayMillis: 5_000 }

/**
 * What bounds the statements of a pool. PostgreSQL ends one that takes too long; where it cannot say so, because it hangs
 * or the network does, the client gives up a moment later, and the connection with it. No transaction waits for anything
 * but PostgreSQL.
 */
export const timeLimits = (statementMs: number) => ({
  ...reach,
  statement_timeout: statementMs,
  query_timeout: statementMs + 500,
  idle_in_transaction_session_timeout: 5_000,
})
