import { Conversation } from '../../entities/conversation.ts'
import { type Asker } from '../query/asker.ts'
import { checkText } from '../query/conditions.ts'

/**
 * The conversation that goes by an id; null when nobody has heard of it.
 * @throws INVALID_TEXT
 */
export async function conversation(
  { em, caughtUpInPostgres }: Asker,
  id: string,
): Promise<Conversation | null> {
  checkText(id, 'id')
  await caughtUpInPostgres()
  return em.findOne(Conversation, { externalId: id })
}
