import { User } from '../../entities/user.ts'
import { type QueryScope } from '../query/query-scope.ts'

/**
 * The user with an id, which may be that of a visitor who turned out to be the user; null for an unknown id. Waits for the projection, which updates names and times of users.
 */
export async function user({ em, caughtUpInPostgres }: QueryScope, id: string): Promise<User | null> {
  await caughtUpInPostgres()
  const found = await em.findOne(User, { externalId: id })
  return found?.linkedTo == null ? found : em.findOne(User, { no: found.linkedTo })
}
