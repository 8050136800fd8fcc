import { Args, Ctx, Resolver, Root } from 'type-graphql'
import { checkFirst, type Feed, liveEvents, newFeed } from '../../analytics/overview/live-events.ts'
import { type Event as EventEntity } from '../../entities/event.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { LiveEvents, LiveEventsArgs } from '../../schema/streams/live-events.ts'
import { ticks } from '../../streams/ticks.ts'
import { AdminSubscription } from '../decorators/for-admins.ts'
import { pageCost } from '../question-cost/page-cost.ts'

/** A feed changes at most once a second. Nothing changes without an event. */
const pace = { intervalSeconds: 1, idleSeconds: 3_600 }

@Resolver()
export class LiveEventsResolver {
  @AdminSubscription<LiveEventsArgs>(() => LiveEvents, {
    description:
      'The events that arrive, at most once a second: at once the newest ones, and again whenever further ones have arrived. ' +
      'Each answer replaces the one before.',
    cost: pageCost,
    happenings: ({ first }, { listening }) => {
      checkFirst(first)
      const feed = newFeed()
      return ticks(listening, { ...pace, value: feed })
    },
  })
  events(
    @Ctx('scope') scope: RequestScope,
    @Root() feed: Feed,
    @Args(() => LiveEventsArgs) args: LiveEventsArgs,
  ): Promise<LiveEvents<EventEntity>> {
    return liveEvents(scope, feed, args)
  }
}
