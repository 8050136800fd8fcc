import { type QueryScope } from '../analytics/query/query-scope.ts'
import { Conversation } from '../entities/conversation.ts'

/** The conversations with these ids, aligned with them, in one statement. Waits for the projection, which updates them. */
export async function conversationsById(
  { em, caughtUpInPostgres }: QueryScope,
  ids: readonly string[],
): Promise<(Conversation | null)[]> {
  await caughtUpInPostgres()
  const found = await em.find(Conversation, { externalId: { $in: [...ids] } })
  const byId = new Map(found.map(conversation => [conversation.externalId, conversation]))
  return ids.map(id => byId.get(id) ?? null)
}
