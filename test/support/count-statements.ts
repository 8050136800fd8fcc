import { vi } from 'vitest'
import type { TestApp } from './test-app.ts'

/** How many statements PostgreSQL and how many questions ClickHouse get while something is asked. */
export async function countStatements(app: TestApp, ask: () => Promise<unknown>) {
  const { database, clickhouse } = app.services
  const entities = vi.spyOn(database.orm.em.getConnection(), 'execute')
  const log = vi.spyOn(database.pool, 'query')
  const columns = vi.spyOn(clickhouse, 'query')
  try {
    await ask()
    return {
      postgres: entities.mock.calls.length + log.mock.calls.filter(isOfRequest).length,
      clickhouse: columns.mock.calls.length,
    }
  } finally {
    for (const spy of [entities, log, columns]) spy.mockRestore()
  }
}

/** The audit log is written beside the requests, for several at once. */
const isOfRequest = ([statement]: unknown[]) => !String(statement).includes('audit_log')
