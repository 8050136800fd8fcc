import { Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { type EventPage, events } from '../analytics/events.ts'
import { type Context } from '../context.ts'
import { type Event as EventEntity } from '../entities/event.ts'
import { Event, EventsArgs } from '../schema/event.ts'
import { EventConnection } from '../schema/event-connection.ts'
import { Count } from '../schema/scalars.ts'

@Resolver(() => Event)
export class EventResolver {
  @Authorized('admin')
  @Query(() => EventConnection, {
    description: 'The log itself, newest first.',
    complexity: ({ args, childComplexity }) => 100 + Math.min(Math.max(args.first, 1), 100) * childComplexity,
  })
  events(@Ctx() ctx: Context, @Args(() => EventsArgs) args: EventsArgs): Promise<EventPage> {
    return events(ctx, args)
  }

  @FieldResolver(() => String, { nullable: true, description: 'Who did it, under your id of them.' })
  async userId(@Ctx() { loaders }: Context, @Root() { userNo }: EventEntity): Promise<string | null> {
    return userNo === null ? null : ((await loaders.userByNo.load(userNo))?.externalId ?? null)
  }
}

@Resolver(() => EventConnection)
export class EventConnectionResolver {
  @FieldResolver(() => Count, {
    description: 'How many there are on all pages together. Counted only when selected.',
  })
  totalCount(@Root() page: EventPage): Promise<number> {
    return page.count()
  }
}
