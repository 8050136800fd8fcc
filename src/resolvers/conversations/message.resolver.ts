import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { messages } from '../../analytics/conversations/messages.ts'
import { type Message as MessageEntity } from '../../entities/message.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { Message, MessageConnection, MessagesArgs } from '../../schema/conversations/message.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { pageCost } from '../question-cost/page-cost.ts'

@Resolver(() => Message)
export class MessageResolver {
  @AdminQuery(() => MessageConnection, {
    description:
      'Messages of all conversations or of one, newest first, with response time, tokens and cost.',
    cost: pageCost,
  })
  messages(
    @Ctx('scope') scope: RequestScope,
    @Args(() => MessagesArgs) args: MessagesArgs,
  ): Promise<Connection<MessageEntity>> {
    return messages(scope, args)
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the message is a fallback: the assistant did not know an answer.',
  })
  isFallback(@Root() { isFallback }: MessageEntity): boolean {
    return isFallback ?? false
  }
}
