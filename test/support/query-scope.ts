import { createMeasureRows } from '../../src/analytics/query/measure/measure-rows.ts'
import { type QueryScope } from '../../src/analytics/query/query-scope.ts'
import { type Run } from '../../src/analytics/query/run-at.ts'
import { once } from '../../src/lists/once.ts'
import type { TestApp } from './test-app.ts'

/** The scope of questions about a project, without a request. */
export function queryScope(
  app: TestApp,
  project: string,
  { timeZone = 'UTC', asOf = Date.now() }: { timeZone?: string; asOf?: number } = {},
): QueryScope {
  const { clickhouse, projector, database } = app.services
  const run: Run = (name, question) => clickhouse.query(name, question)
  return {
    project,
    clickhouse,
    run,
    measureRows: createMeasureRows(run),
    em: database.orm.em,
    caughtUp: once(() => projector.caughtUp()),
    caughtUpInPostgres: once(() => projector.caughtUp()),
    precomputedDays: async () => undefined,
    timeZone: async () => timeZone,
    keptUntil: null,
    asOf: new Date(asOf),
    signal: undefined,
  }
}
