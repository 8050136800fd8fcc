import { type FilterQuery, raw } from '@mikro-orm/postgresql'
import { type User } from '../../entities/user.ts'
import { badInput } from '../../errors.ts'
import { checkTexts, within } from '../../lists/conditions.ts'
import { userListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type Connection } from '../../schema/connection.ts'
import { type UserFilterInput, type UsersArgs } from '../../schema/users/user.ts'
import { type QueryScope } from '../query/query-scope.ts'

/** The longest id and the longest name. */
const longestSearch = 255

/**
 * A page of users, newest first. Waits for the projection, which updates names and times of users.
 * @throws INVALID_PAGE_SIZE outside 1 to 1,000, INVALID_CURSOR, INVALID_RANGE, INVALID_TEXT, TOO_LONG
 */
export async function users(scope: QueryScope, { filter, ...args }: UsersArgs): Promise<Connection<User>> {
  const where = conditions(scope, filter ?? {})
  await scope.caughtUpInPostgres()
  return page(scope.em, userListing, where, args)
}

function conditions({ project, asOf }: QueryScope, filter: UserFilterInput): FilterQuery<User> {
  checkTexts(filter)
  const seen = within(filter.seenIn, asOf)
  const isUser = { linkedTo: null }
  return {
    $and: [
      isUser,
      filter.search ? named(project, filter.search) : {},
      seen ? seenBetween(seen.$gte, seen.$lt) : {},
    ],
  }
}

/** Searches ids and names. The id of a visitor finds the user who the visitor turned out to be. */
function named(project: string, search: string): FilterQuery<User> {
  if (search.length > longestSearch)
    throw badInput('TOO_LONG', 'filter.search', `search may have at most ${longestSearch} characters.`)
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const isFound = raw(
    alias => `${alias}.no in (
      select coalesce(found.linked_to, found.no) from users found
      where found.project = ? and (found.external_id ilike ? or found.username ilike ? and found.linked_to is null))`,
    [project, like, like],
  )
  return { [isFound]: [] }
}

/** Looks for an event in the range only for users whose first and last event allow one. */
function seenBetween(from: Date, to: Date): FilterQuery<User> {
  const hasEvent = raw(
    alias => `exists (
      select from events e
      where e.user_no = ${alias}.no and e.occurred_at >= ? and e.occurred_at < ?)`,
    [from, to],
  )
  return { firstSeenAt: { $lt: to }, lastSeenAt: { $gte: from }, [hasEvent]: [] }
}
