import { checkedFields } from '../../checks/collect.ts'
import { type IsMistakenId } from '../../checks/mistaken-id.ts'
import { Rejection, required } from '../../checks/rejection.ts'
import { User } from '../../entities/user.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type AliasInput } from '../../schema/users/alias.ts'
import { idOf } from '../id-of.ts'
import { type Links } from './links.ts'

/**
 * Links a visitor to a user: from now on both ids are those of the user, whose events include those of the visitor,
 * before and after. Repeating it has no effect.
 * @throws Rejection SAME_ID, KNOWN_USER, LINKED_TO_ANOTHER and for ids that cannot be stored, DB_UNAVAILABLE: then nothing
 * was stored
 */
export async function alias(
  { project, em }: Pick<RequestScope, 'project' | 'em'>,
  { links, isMistakenId }: { links: Links; isMistakenId: IsMistakenId },
  input: AliasInput,
): Promise<User> {
  const { userId, visitorId } = checkedFields({
    userId: () => required(idOf(input.userId, 'userId', isMistakenId), 'userId'),
    visitorId: () => required(idOf(input.alias, 'alias', isMistakenId), 'alias'),
  })
  if (userId === visitorId)
    throw new Rejection('SAME_ID', 'alias', 'alias is the same id as userId: there is nothing to link.')
  await links.require(project, { userId, visitorId }, 'alias')
  const { no, linkedTo } = await em.findOneOrFail(User, { externalId: userId })
  return em.findOneOrFail(User, { no: linkedTo ?? no })
}
