import { type Query } from '../../src/analytics/query/query.ts'
import { resolveQuery } from '../../src/analytics/query/resolve-query.ts'
import { type WeekStart } from '../../src/schema/date-range-input.ts'
import { queryScope } from './query-scope.ts'
import { type TestApp } from './test-app.ts'

/** A question of a project that is asked below GraphQL, at a time in milliseconds. */
export const queryBy = (
  app: TestApp,
  project: string,
  { timeZone, weekStart, asOf }: { timeZone: string; weekStart: WeekStart; asOf: number },
): Promise<Query> => resolveQuery(queryScope(app, project, { timeZone, asOf }), { timeZone, weekStart })
