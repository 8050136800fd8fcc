import { Args, Ctx, Resolver, Root } from 'type-graphql'
import { type AiCall } from '../../entities/ai-call.ts'
import { type ApiCall } from '../../entities/api-call.ts'
import { type Conversation as ConversationEntity } from '../../entities/conversation.ts'
import { type Event } from '../../entities/event.ts'
import { type Message } from '../../entities/message.ts'
import { type OrderedPage } from '../../lists/page.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { Conversation } from '../../schema/conversations/conversation.ts'
import { MessageConnection } from '../../schema/conversations/message.ts'
import { EventConnection, EventPageArgs } from '../../schema/overview/event.ts'
import { AiCallConnection } from '../../schema/performance/ai-call.ts'
import { ApiCallConnection } from '../../schema/performance/api-call.ts'
import { AdminField } from '../decorators/for-admins.ts'
import { nestedPage } from '../question-cost/conversations/nested-page-cost.ts'

@Resolver(() => Conversation)
export class ConversationEventsResolver {
  @AdminField(() => EventConnection, {
    description: 'The events of the conversation, of every kind, newest first.',
    ...nestedPage,
  })
  events(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { externalId }: ConversationEntity,
    @Args(() => EventPageArgs) page: OrderedPage,
  ): Promise<Connection<Event>> {
    return loaders.eventsOfConversation(page).load(externalId)
  }

  @AdminField(() => MessageConnection, {
    description: 'The messages of the conversation, newest first, with response time, tokens and cost.',
    ...nestedPage,
  })
  messages(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { externalId }: ConversationEntity,
    @Args(() => EventPageArgs) page: OrderedPage,
  ): Promise<Connection<Message>> {
    return loaders.messagesOfConversation(page).load(externalId)
  }

  @AdminField(() => AiCallConnection, {
    description: 'The AI calls in the conversation, newest first, with tokens, cost, duration and error.',
    ...nestedPage,
  })
  aiCalls(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { externalId }: ConversationEntity,
    @Args(() => EventPageArgs) page: OrderedPage,
  ): Promise<Connection<AiCall>> {
    return loaders.aiCallsOfConversation(page).load(externalId)
  }

  @AdminField(() => ApiCallConnection, {
    description: 'The API calls in the conversation, newest first, with status, duration and error.',
    ...nestedPage,
  })
  apiCalls(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { externalId }: ConversationEntity,
    @Args(() => EventPageArgs) page: OrderedPage,
  ): Promise<Connection<ApiCall>> {
    return loaders.apiCallsOfConversation(page).load(externalId)
  }
}
