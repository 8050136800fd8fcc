import { type FilterQuery } from '@mikro-orm/postgresql'
import { type AiCall } from '../../entities/ai-call.ts'
import { checkTexts, given, userNumber, within } from '../../lists/conditions.ts'
import { aiCallListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type Connection } from '../../schema/connection.ts'
import { type AiCallFilterInput, type AiCallsArgs } from '../../schema/performance/ai-call.ts'
import { type QueryScope } from '../query/query-scope.ts'

/**
 * A page of AI calls, newest first, from PostgreSQL.
 * @throws INVALID_PAGE_SIZE outside 1 to 1,000, INVALID_CURSOR, INVALID_RANGE, INVALID_TEXT
 */
export async function aiCalls(
  scope: QueryScope,
  { filter, ...args }: AiCallsArgs,
): Promise<Connection<AiCall>> {
  return page(scope.em, aiCallListing, await conditions(scope, filter ?? {}), args)
}

async function conditions({ em, asOf }: QueryScope, filter: AiCallFilterInput): Promise<FilterQuery<AiCall>> {
  checkTexts(filter)
  const { userId, range, ...labels } = filter
  return given({ ...labels, userNo: await userNumber(em, userId), occurredAt: within(range, asOf) })
}
