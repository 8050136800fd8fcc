import { User } from '../../entities/user.ts'
import { checkText } from '../query/check-text.ts'
import { type QueryScope } from '../query/query-scope.ts'

/**
 * The user who goes by an id; null when nobody has heard of them. The projection keeps their name and when they
 * were seen, so it is waited for.
 * @throws INVALID_TEXT
 */
export async function user({ em, caughtUpInPostgres }: QueryScope, id: string): Promise<User | null> {
  checkText(id, 'id')
  await caughtUpInPostgres()
  return em.findOne(User, { externalId: id })
}
