import { createMeasureRows } from '../../src/analytics/query/measure/measure-rows.ts'
import { type Query } from '../../src/analytics/query/query.ts'
import { resolveQuery } from '../../src/analytics/query/resolve-query.ts'
import { type Run } from '../../src/analytics/query/run-at.ts'
import { type WeekStart } from '../../src/schema/date-range-input.ts'
import { type TestApp } from './test-app.ts'

/** A question of a project that is asked below GraphQL, at a time in milliseconds. */
export function queryBy(
  { services: { clickhouse, projector, database } }: TestApp,
  project: string,
  { timeZone, weekStart, asOf }: { timeZone: string; weekStart: WeekStart; asOf: number },
): Promise<Query> {
  const run: Run = (name, question) => clickhouse.query(name, question)
  const scope = {
    project,
    clickhouse,
    run,
    measureRows: createMeasureRows(run),
    em: database.orm.em,
    caughtUp: () => projector.caughtUp(),
    caughtUpInPostgres: () => projector.caughtUp(),
    timeZone: async () => timeZone,
    asOf: new Date(asOf),
    signal: undefined,
  }
  return resolveQuery(scope, { timeZone, weekStart })
}
