import { vi } from 'vitest'
import type { TestApp } from './test-app.ts'

/**
 * Counts the statements in PostgreSQL and the questions in ClickHouse of a request. Questions of a request carry its
 * signal; those of the roll-up, which may run at the same time, have none.
 */
export async function countStatements(app: TestApp, ask: () => Promise<unknown>) {
  const { database, clickhouse } = app.services
  const entities = vi.spyOn(database.orm.em.getConnection(), 'execute')
  const pool = vi.spyOn(database.pool, 'query')
  const columns = vi.spyOn(clickhouse, 'query')
  try {
    await ask()
    return {
      postgres: entities.mock.calls.length + pool.mock.calls.filter(isOfRequest).length,
      clickhouse: columns.mock.calls.filter(([, , signal]) => signal).length,
    }
  } finally {
    for (const spy of [entities, pool, columns]) spy.mockRestore()
  }
}

/** The audit log writes in the background, for several requests at once. */
const isOfRequest = ([statement]: unknown[]) => !String(statement).includes('audit_log')
