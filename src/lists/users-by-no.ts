import { type QueryScope } from '../analytics/query/query-scope.ts'
import { User } from '../entities/user.ts'

/**
 * The users with these numbers, in one statement. The number of a visitor gives the user who the visitor turned out to
 * be, at the cost of another statement. No user has number 0. With `refresh`, users that the request has read before are
 * read again.
 */
export async function usersByNo(
  scope: QueryScope,
  numbers: readonly number[],
  options: { refresh?: boolean } = {},
): Promise<Map<number, User>> {
  const found = await withNumbers(scope, numbers, options)
  const linked = found.flatMap(({ linkedTo }) => linkedTo ?? [])
  const users = linked.length ? await withNumbers(scope, linked, options) : []
  const byNo = new Map([...found, ...users].map(user => [user.no, user]))
  return new Map(found.map(user => [user.no, byNo.get(user.linkedTo ?? user.no)!]))
}

const withNumbers = ({ em }: QueryScope, numbers: readonly number[], options: { refresh?: boolean }) =>
  em.find(User, { no: { $in: [...numbers] } }, options)
