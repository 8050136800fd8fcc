import { Conversation } from '../../entities/conversation.ts'
import { type QueryScope } from '../query/query-scope.ts'

/**
 * The conversation with an id; null for an unknown id. Waits for the projection, which updates conversations.
 */
export async function conversation(
  { em, caughtUpInPostgres }: QueryScope,
  id: string,
): Promise<Conversation | null> {
  await caughtUpInPostgres()
  return em.findOne(Conversation, { externalId: id })
}
