import { Arg, Authorized, type ClassType, Ctx, Mutation, Resolver } from 'type-graphql'
import { type Context } from '../../graphql/context.ts'
import { type Sent, sentAs, track } from '../../ingest/track.ts'
import { type FactInput } from '../../schema/tracking/fact-input.ts'
import { Receipt, TrackPayload } from '../../schema/tracking/receipt.ts'
import { RatedAs } from '../access/rated-as.ts'

/** The two mutations of a kind of fact: one by one, and in batches. */
export interface FactMutations<Input extends FactInput> {
  one: string
  many: string
  input: ClassType<Input>
  batch: ClassType<object>
  /** The field of `batch` that holds the facts. */
  list: string
  /** What one of them is, such as `a message of a conversation`. */
  description: string
  check: Parameters<typeof sentAs<Input>>[0]
}

/** Every kind of fact is tracked in the same way: only its input and its check differ. */
export function factResolver<Input extends FactInput>(kind: FactMutations<Input>) {
  const sent: (input: Input) => Sent = sentAs(kind.check)

  @Resolver()
  class FactResolver {
    @Authorized('service', 'admin')
    @RatedAs('track')
    @Mutation(() => Receipt, {
      name: kind.one,
      description: `Records ${kind.description}. When it is ACCEPTED it is committed.`,
    })
    async one(
      @Ctx() { scope, services }: Context,
      @Arg('input', () => kind.input, { description: 'What happened.' }) input: Input,
    ): Promise<Receipt> {
      const { receipts } = await track(scope, services, [sent(input)])
      return receipts[0]!
    }

    @Authorized('service', 'admin')
    @RatedAs('batch')
    @Mutation(() => TrackPayload, {
      name: kind.many,
      description:
        `Records up to 1,000 at once, each ${kind.description}. Each is answered for itself: a bad one is ` +
        'rejected, its neighbours are stored. Send the same batch again after a failure: what was stored comes ' +
        'back as DUPLICATE.',
    })
    many(
      @Ctx() { scope, services }: Context,
      @Arg('input', () => kind.batch, { description: 'The batch.' }) input: Record<string, Input[]>,
    ): Promise<TrackPayload> {
      return track(scope, services, input[kind.list]!.map(sent), kind.list)
    }
  }
  return FactResolver
}
