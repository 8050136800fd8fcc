import { Args, Ctx, Resolver } from 'type-graphql'
import { events } from '../../analytics/overview/events.ts'
import { type Event as EventEntity } from '../../entities/event.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { Event, EventConnection, EventsArgs } from '../../schema/overview/event.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { withUserId } from '../users/user-id.ts'

@Resolver(() => Event)
export class EventResolver extends withUserId(
  Event,
  'The `userId` as sent, such as `ann`; null if the event has no user.',
) {
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
}
