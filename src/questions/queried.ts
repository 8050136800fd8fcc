import { warning } from '../analytics/query/meta.ts'
import { authorize } from '../auth/auth-checker.ts'
import { askedQuery } from '../custom-queries/asked-query.ts'
import { runQuery } from '../custom-queries/run-query.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type CustomQueryResult } from '../schema/custom-queries/custom-query-result.ts'
import { largest } from '../schema/largest.ts'
import { type QueryQuestionInput } from '../schema/questions/query-question-input.ts'
import { type Warning } from '../schema/warning.ts'
import { checkNotNarrowed } from './check-not-narrowed.ts'
import { type Beside } from './times.ts'

/**
 * The rows of a saved query. Its own SQL says which time it is about: a range or a comparison beside it is not used, and the
 * answer says so. The time zone is used.
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
  const query = await askedQuery(scope, { ...input, timeZone, timeoutSeconds: largest.sqlSeconds })
  const { meta, ...answer } = await runQuery(scope, query)
  return { ...answer, meta: { ...meta, caveats: [...meta.caveats, ...unusedTimes(beside)] } }
}

/** A warning for each time beside the query that its SQL does not have. */
const unusedTimes = (beside: Beside): Warning[] =>
  (['range', 'compare'] as const)
    .filter(field => beside[field])
    .map(field =>
      warning(
        'TIMES_NOT_USED',
        `The rows are not those of ${field}: the SQL of a saved query says which times it reads.`,
        field,
      ),
    )
