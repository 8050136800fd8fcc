import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql'
import { type Context } from '../context.ts'
import { identify } from '../ingest/identify.ts'
import { track } from '../ingest/track.ts'
import { EventInput, TrackEventsInput } from '../schema/event-input.ts'
import { IdentifyInput, IdentifyPayload } from '../schema/identify.ts'
import { Receipt, TrackPayload } from '../schema/receipt.ts'

@Resolver()
export class TrackingResolver {
  @Authorized('service', 'admin')
  @Mutation(() => Receipt, {
    description: 'Records one event. When it is ACCEPTED it is committed.',
  })
  async trackEvent(
    @Ctx() ctx: Context,
    @Arg('input', () => EventInput, { description: 'What happened.' }) input: EventInput,
  ): Promise<Receipt> {
    const { receipts } = await track(ctx, [input])
    return receipts[0]!
  }

  @Authorized('service', 'admin')
  @Mutation(() => TrackPayload, {
    description:
      'Records up to 1,000 events, each answered for itself: a bad one is rejected, its neighbours are stored. ' +
      'Send the same batch again after a failure: what was stored comes back as DUPLICATE.',
  })
  trackEvents(
    @Ctx() ctx: Context,
    @Arg('input', () => TrackEventsInput, { description: 'The events.' }) input: TrackEventsInput,
  ): Promise<TrackPayload> {
    return track(ctx, input.events)
  }

  @Authorized('service', 'admin')
  @Mutation(() => IdentifyPayload, {
    description: 'Remembers who a user is. It is no event: it makes nobody active.',
  })
  identify(
    @Ctx() ctx: Context,
    @Arg('input', () => IdentifyInput, { description: 'The user and what is known about them.' })
    input: IdentifyInput,
  ): Promise<IdentifyPayload> {
    return identify(ctx, input)
  }
}
