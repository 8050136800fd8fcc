/** Detects a dead connection even while it is idle. */
export const reach = { connectionTimeoutMillis: 2_000, keepAlive: true, keepAliveInitialDelayMillis: 5_000 }

/**
 * The time limits of a pool's statements. PostgreSQL cancels a statement that takes too long. If PostgreSQL or the
 * network hangs, the client gives up 0.5 s later and closes the connection. A transaction may be idle for 5 s, since
 * it waits for nothing but PostgreSQL.
 */
export const timeLimits = (statementMs: number) => ({
  ...reach,
  statement_timeout: statementMs,
  query_timeout: statementMs + 500,
  idle_in_transaction_session_timeout: 5_000,
})
