import { Args, Ctx, Resolver, Root } from 'type-graphql'
import { events } from '../../analytics/overview/events.ts'
import { type Conversation as ConversationEntity } from '../../entities/conversation.ts'
import { type Event as EventEntity } from '../../entities/event.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { Conversation } from '../../schema/conversations/conversation.ts'
import { Event, EventConnection, EventsArgs } from '../../schema/overview/event.ts'
import { AdminField, AdminQuery } from '../decorators/for-admins.ts'
import { edge } from '../question-cost/edge.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { withUser } from '../users/with-user.ts'

@Resolver(() => Event)
export class EventResolver extends withUser(Event) {
  @AdminQuery(() => EventConnection, {
    description: 'The events of the log, of every kind, newest first.',
    cost: pageCost,
  })
  events(
    @Ctx('scope') scope: RequestScope,
    @Args(() => EventsArgs) args: EventsArgs,
  ): Promise<Connection<EventEntity>> {
    return events(scope, args)
  }

  @AdminField(() => Conversation, {
    nullable: true,
    description: 'The conversation that the event belongs to, as it is now; null without a conversation.',
    ...edge,
  })
  conversation(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { conversationId }: EventEntity,
  ): Promise<ConversationEntity | null> | null {
    return conversationId === null ? null : loaders.conversationById.load(conversationId)
  }
}
