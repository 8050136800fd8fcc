import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql'
import { type Context } from '../../graphql/context.ts'
import { type KindInput } from '../../ingest/kinds/every-kind.ts'
import { type Kind } from '../../ingest/kinds/kind.ts'
import { sentAs, track } from '../../ingest/track.ts'
import { batchInputOf } from '../../schema/tracking/batch-input.ts'
import { eventsIn } from '../../schema/tracking/carried-events.ts'
import { Receipt, TrackPayload } from '../../schema/tracking/receipt.ts'
import { RatedAs } from '../access/rated-as.ts'

/** The events of a batch are in the field that the kind names. */
type KindBatch = { sentAt?: string | null } & Record<string, unknown>

/** The two mutations of a kind: `trackMessage` takes one message, `trackMessages` a batch. */
export function mutationsOf(kind: Kind) {
  const { one, many, list } = kind.mutations
  const BatchInput = batchInputOf(kind)

  @Resolver()
  class KindResolver {
    @Authorized('service', 'admin')
    @RatedAs('track')
    @Mutation(() => Receipt, {
      name: one,
      description: `Records ${kind.words.one}. With the status ACCEPTED, the event is committed.`,
    })
    async one(
      @Ctx() { scope, services }: Context,
      @Arg('input', () => kind.input, {
        description: 'The event with an `eventId` of its own, so that a repeated request stores it once.',
      })
      input: KindInput,
    ): Promise<Receipt> {
      const { receipts } = await track(scope, services, [sentAs(kind, input)])
      return receipts[0]!
    }

    @Authorized('service', 'admin')
    @RatedAs('batch')
    @Mutation(() => TrackPayload, {
      name: many,
      description: `Records up to 1,000 ${kind.words.many} at once. ${eachAlone}`,
    })
    many(
      @Ctx() { scope, services }: Context,
      @Arg('input', () => BatchInput, {
        description:
          '1 to 1,000 events, each with an `eventId` of its own; a rejected one does not affect the others.',
      })
      input: KindBatch,
    ): Promise<TrackPayload> {
      return track(
        scope,
        services,
        eventsIn(input[list] as KindInput[]).map(event => sentAs(kind, event, input.sentAt)),
        list,
      )
    }
  }
  return KindResolver
}

/** What all batches promise. */
export const eachAlone =
  'Each event gets a receipt: a bad event is rejected, the others are stored. Send the same batch again after a ' +
  'failure: events that were stored come back as DUPLICATE.'
