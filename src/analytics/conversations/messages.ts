import { type FilterQuery } from '@mikro-orm/postgresql'
import { type Message } from '../../entities/message.ts'
import { checkTexts, given, marked, userNumber, within } from '../../lists/conditions.ts'
import { messageListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type Connection } from '../../schema/connection.ts'
import { type MessageFilterInput, type MessagesArgs } from '../../schema/conversations/message.ts'
import { type QueryScope } from '../query/query-scope.ts'

/**
 * A page of messages, newest first, from PostgreSQL.
 * @throws INVALID_PAGE_SIZE outside 1 to 1,000, INVALID_CURSOR, INVALID_RANGE, INVALID_TEXT, INVALID_CHOICE
 */
export async function messages(
  scope: QueryScope,
  { filter, ...args }: MessagesArgs,
): Promise<Connection<Message>> {
  return page(scope.em, messageListing, await conditions(scope, filter ?? {}), args)
}

async function conditions(
  { em, asOf }: QueryScope,
  filter: MessageFilterInput,
): Promise<FilterQuery<Message>> {
  checkTexts(filter)
  const { userId, isFallback, range, ...labels } = filter
  return {
    ...given({ ...labels, userNo: await userNumber(em, userId), occurredAt: within(range, asOf) }),
    ...marked('isFallback', isFallback),
  }
}
