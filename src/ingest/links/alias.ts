import { Rejection, required } from '../../checks/rejection.ts'
import { textOf } from '../../checks/text.ts'
import { User } from '../../entities/user.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type AliasInput } from '../../schema/users/alias.ts'
import { type Links } from './links.ts'

/**
 * Links a visitor to a user: from now on both ids are those of the user, whose events include those of the visitor,
 * before and after. Repeating it has no effect.
 * @throws Rejection SAME_ID, KNOWN_USER, LINKED_TO_ANOTHER and for ids that cannot be stored, DB_UNAVAILABLE: then nothing
 * was stored
 */
export async function alias(
  { project, em }: Pick<RequestScope, 'project' | 'em'>,
  links: Links,
  input: AliasInput,
): Promise<User> {
  const userId = required(textOf(input.userId, 'userId', 255), 'userId')
  const visitorId = required(textOf(input.alias, 'alias', 255), 'alias')
  if (userId === visitorId)
    throw new Rejection('SAME_ID', 'alias', 'alias is the same id as userId: there is nothing to link.')
  await links.require(project, { userId, visitorId }, 'alias')
  const { no, linkedTo } = await em.findOneOrFail(User, { externalId: userId })
  return em.findOneOrFail(User, { no: linkedTo ?? no })
}
