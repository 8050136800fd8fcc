import { type FilterQuery } from '@mikro-orm/postgresql'
import { type Conversation } from '../../entities/conversation.ts'
import { badInput } from '../../errors.ts'
import { checkTexts, given, userNumber, within } from '../../lists/conditions.ts'
import { conversationListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type Connection } from '../../schema/connection.ts'
import {
  type ConversationFilterInput,
  type ConversationsArgs,
} from '../../schema/conversations/conversation.ts'
import { type QueryScope } from '../query/query-scope.ts'

/**
 * A page of conversations, newest start first. Waits for the projection, which updates conversations.
 * @throws INVALID_PAGE_SIZE outside 1 to 1,000, INVALID_CURSOR, INVALID_RANGE, INVALID_TEXT, INVALID_CHOICE,
 *   INVALID_SATISFACTION
 */
export async function conversations(
  scope: QueryScope,
  { filter, ...args }: ConversationsArgs,
): Promise<Connection<Conversation>> {
  const where = await conditions(scope, filter ?? {})
  await scope.caughtUpInPostgres()
  return page(scope.em, conversationListing, where, args)
}

async function conditions(
  { em, asOf }: QueryScope,
  filter: ConversationFilterInput,
): Promise<FilterQuery<Conversation>> {
  checkTexts(filter)
  const { userId, minSatisfaction, range, ...labels } = filter
  return given({
    ...labels,
    userNo: await userNumber(em, userId),
    satisfaction: atLeast(minSatisfaction),
    startedAt: within(range, asOf),
  })
}

function atLeast(score: number | null | undefined) {
  if (score == null) return undefined
  if (score < 1 || score > 5)
    throw badInput('INVALID_SATISFACTION', 'filter.minSatisfaction', 'minSatisfaction must be 1 to 5.')
  return { $gte: score }
}
