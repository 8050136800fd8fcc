import { type FilterQuery } from '@mikro-orm/postgresql'
import { type Message } from '../../entities/message.ts'
import { messageListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type Connection } from '../../schema/connection.ts'
import { type MessageFilterInput, type MessagesArgs } from '../../schema/conversations/message.ts'
import { Feedback, MessageRole } from '../../schema/tracking/message-input.ts'
import { type Asker } from '../query/asker.ts'
import { checkChoice, checkTexts, given, marked, userNumber, within } from '../query/conditions.ts'

/**
 * A page of messages, newest first, straight from PostgreSQL.
 * @throws INVALID_PAGE_SIZE outside 1 to 100, INVALID_CURSOR, INVALID_RANGE, INVALID_TEXT, INVALID_CHOICE
 */
export async function messages(
  asker: Asker,
  { filter, ...args }: MessagesArgs,
): Promise<Connection<Message>> {
  return page(asker.em, messageListing, await conditions(asker, filter ?? {}), args)
}

async function conditions({ em, asOf }: Asker, filter: MessageFilterInput): Promise<FilterQuery<Message>> {
  checkTexts(filter)
  checkChoice(filter.role, 'role', MessageRole)
  checkChoice(filter.feedback, 'feedback', Feedback)
  const { userId, isFallback, range, ...labels } = filter
  return {
    ...given({ ...labels, userNo: await userNumber(em, userId), occurredAt: within(range, asOf) }),
    ...marked('isFallback', isFallback),
  }
}
