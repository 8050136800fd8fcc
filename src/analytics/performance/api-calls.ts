import { type FilterQuery } from '@mikro-orm/postgresql'
import { type ApiCall } from '../../entities/api-call.ts'
import { checkTexts, given, userNumber, within } from '../../lists/conditions.ts'
import { apiCallListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type Connection } from '../../schema/connection.ts'
import { type ApiCallFilterInput, type ApiCallsArgs } from '../../schema/performance/api-call.ts'
import { type QueryScope } from '../query/query-scope.ts'

/**
 * A page of API calls, newest first, from PostgreSQL.
 * @throws INVALID_PAGE_SIZE outside 1 to 1,000, INVALID_CURSOR, INVALID_RANGE, INVALID_TEXT
 */
export async function apiCalls(
  scope: QueryScope,
  { filter, ...args }: ApiCallsArgs,
): Promise<Connection<ApiCall>> {
  return page(scope.em, apiCallListing, await conditions(scope, filter ?? {}), args)
}

async function conditions(
  { em, asOf }: QueryScope,
  filter: ApiCallFilterInput,
): Promise<FilterQuery<ApiCall>> {
  checkTexts(filter)
  const { userId, range, method, statusCode, ...labels } = filter
  return {
    ...given({
      ...labels,
      method: method?.toUpperCase(),
      statusCode,
      userNo: await userNumber(em, userId),
      occurredAt: within(range, asOf),
    }),
    ...(statusCode === 0 && { statusCode: null }),
  }
}
