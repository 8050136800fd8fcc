import { User } from '../../entities/user.ts'
import { checkText } from '../query/check-text.ts'
import { type QueryScope } from '../query/query-scope.ts'

/**
 * The user with an id; null for an unknown id. Waits for the projection, which updates names and times of users.
 * @throws INVALID_TEXT
 */
export async function user({ em, caughtUpInPostgres }: QueryScope, id: string): Promise<User | null> {
  checkText(id, 'id')
  await caughtUpInPostgres()
  return em.findOne(User, { externalId: id })
}
