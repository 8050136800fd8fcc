import { authorize } from '../auth/auth-checker.ts'
import { askedQuery } from '../custom-queries/asked-query.ts'
import { runQuery } from '../custom-queries/run-query.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type CustomQueryResult } from '../schema/custom-queries/custom-query-result.ts'
import { largest } from '../schema/largest.ts'
import { type QueryQuestionInput } from '../schema/questions/query-question-input.ts'
import { checkNotNarrowed } from './check-not-narrowed.ts'
import { type Beside } from './times.ts'

/**
 * The rows of a saved query. Its own SQL says which time it is about: the range beside it is not used, the time zone is.
 * @throws FORBIDDEN for anybody but administrators, INVALID_QUESTION where a filter or a segment is to narrow it, and as
 * the query does
 */
export async function queried(
  scope: RequestScope,
  input: QueryQuestionInput,
  beside: Beside,
): Promise<CustomQueryResult> {
  authorize(scope.viewer, ['admin-only'], true)
  checkNotNarrowed(beside, 'A custom query')
  const { timeZone } = beside
  return runQuery(scope, await askedQuery(scope, { ...input, timeZone, timeoutSeconds: largest.sqlSeconds }))
}
