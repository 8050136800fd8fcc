import { vi } from 'vitest'
import { currentRequestId } from '../../src/http/current-request.ts'
import type { TestApp } from './test-app.ts'

/**
 * Counts the statements in PostgreSQL and the questions in ClickHouse that requests ask meanwhile. Work in the background,
 * such as jobs, the count of budgets and the roll-up, belongs to no request.
 */
export async function countStatements(app: TestApp, ask: () => Promise<unknown>) {
  const { database, clickhouse } = app.services
  const entities = countCalls(database.orm.em.getConnection(), 'execute')
  const pool = countCalls(database.pool, 'query')
  const columns = countCalls(clickhouse, 'query')
  try {
    await ask()
    return { postgres: entities.calls() + pool.calls(), clickhouse: columns.calls() }
  } finally {
    for (const counted of [entities, pool, columns]) counted.stop()
  }
}

type Method = (...given: unknown[]) => unknown

function countCalls<Name extends string>(of: object & Record<Name, unknown>, name: Name) {
  const original = of[name] as Method
  let calls = 0
  const spy = vi.spyOn(of as Record<string, Method>, name).mockImplementation(function (
    this: unknown,
    ...given
  ) {
    if (currentRequestId() !== undefined && !isShared(given)) calls += 1
    return original.apply(this, given)
  })
  return { calls: () => calls, stop: () => spy.mockRestore() }
}

/**
 * The audit log writes in the background for several requests at once, the first of which calls it. The settings of a project are
 * read every 5 seconds, by the request that comes then.
 */
const isShared = ([statement]: unknown[]) => /audit_log|from projects where id = \$1/.test(String(statement))
