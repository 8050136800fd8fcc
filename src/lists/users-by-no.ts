import { type QueryScope } from '../analytics/query/query-scope.ts'
import { User } from '../entities/user.ts'

/** The users with these numbers, in one statement. No user has number 0. */
export async function usersByNo({ em }: QueryScope, numbers: readonly number[]): Promise<Map<number, User>> {
  const users = await em.find(User, { no: { $in: [...numbers] } })
  return new Map(users.map(user => [user.no, user]))
}
