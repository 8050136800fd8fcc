import { type FilterQuery } from '@mikro-orm/postgresql'
import { type UserActivity } from '../../entities/user-activity.ts'
import { checkTexts, given, marked, userNumber, within } from '../../lists/conditions.ts'
import { activityListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type Connection } from '../../schema/connection.ts'
import { type UserActivitiesArgs, type UserActivityFilterInput } from '../../schema/users/user-activity.ts'
import { type QueryScope } from '../query/query-scope.ts'

/**
 * A page of the activities of users with their accounts, newest first, from PostgreSQL.
 * @throws INVALID_PAGE_SIZE outside 1 to 1,000, INVALID_CURSOR, INVALID_RANGE, INVALID_TEXT
 */
export async function userActivities(
  scope: QueryScope,
  { filter, ...args }: UserActivitiesArgs,
): Promise<Connection<UserActivity>> {
  return page(scope.em, activityListing, await conditions(scope, filter ?? {}), args)
}

async function conditions(
  { em, asOf }: QueryScope,
  filter: UserActivityFilterInput,
): Promise<FilterQuery<UserActivity>> {
  checkTexts(filter)
  const { userId, type, isBot, range, ...labels } = filter
  return {
    ...given({
      ...labels,
      name: type,
      userNo: await userNumber(em, userId),
      occurredAt: within(range, asOf),
    }),
    ...marked('isBot', isBot),
  }
}
