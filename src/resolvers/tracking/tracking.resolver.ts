import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql'
import { type Context } from '../../graphql/context.ts'
import { identify } from '../../ingest/identify.ts'
import { identifyUsers } from '../../ingest/identify-users.ts'
import { kinds } from '../../ingest/kinds/index.ts'
import { alias } from '../../ingest/links/alias.ts'
import { sentBatch } from '../../ingest/sent-batch.ts'
import { track } from '../../ingest/track.ts'
import { TrackPayload } from '../../schema/tracking/receipt.ts'
import { TrackInput } from '../../schema/tracking/track-input.ts'
import { AliasInput, AliasPayload } from '../../schema/users/alias.ts'
import { IdentifyInput, IdentifyPayload } from '../../schema/users/identify.ts'
import { IdentifyUsersInput, IdentifyUsersPayload } from '../../schema/users/identify-users.ts'
import { RatedAs } from '../access/rated-as.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'
import { eachAlone, mutationsOf } from './mutations-of.ts'
import { ReceiptsResolver } from './receipts.resolver.ts'

@Resolver()
class TrackingResolver {
  @Authorized('service', 'admin')
  @RatedAs('batch')
  @Mutation(() => TrackPayload, {
    description: `Records up to 1,000 events of any kinds at once. ${eachAlone}`,
  })
  async track(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => TrackInput, {
      description:
        '1 to 1,000 events of any kinds, each with an `eventId`; a rejected one does not affect the others.',
    })
    input: TrackInput,
  ): Promise<TrackPayload> {
    const { sent, field } = sentBatch(input)
    return track(scope, services, sent, field)
  }

  @Authorized('service', 'admin')
  @RatedAs('track')
  @Mutation(() => IdentifyPayload, {
    description:
      'Stores the name and the traits of a user, and links a visitor to the user. This is not an event: it makes no user active.',
  })
  @WithUserErrors(() => ({ warnings: [] }))
  identify(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => IdentifyInput, {
      description: 'The `userId` and the traits to set, such as `{ plan: "pro" }`.',
    })
    input: IdentifyInput,
  ): Promise<Accepted<IdentifyPayload>> {
    return identify(scope, services, input)
  }

  @Authorized('service', 'admin')
  @RatedAs('batch')
  @Mutation(() => IdentifyUsersPayload, {
    description:
      'Stores the names, the traits and the links of up to 1,000 users at once, as `identify` does for one. Each user is ' +
      'checked alone: a rejected one has the reason in its receipt.',
  })
  identifyUsers(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => IdentifyUsersInput, {
      description:
        '1 to 1,000 users with their traits, such as `{ users: [{ userId: "user-1", traits: { plan: "pro" } }] }`.',
    })
    { users }: IdentifyUsersInput,
  ): Promise<IdentifyUsersPayload> {
    return identifyUsers(scope, services, users)
  }

  @Authorized('service', 'admin')
  @RatedAs('track')
  @Mutation(() => AliasPayload, {
    description:
      'Links the id of a visitor to a user who signed in: both ids belong to one user in every answer, with all events ' +
      'before and after. The next question waits until it includes the link.',
  })
  @WithUserErrors()
  async alias(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => AliasInput, {
      description: 'The id that stays, and the id of the visitor that becomes the same user.',
    })
    input: AliasInput,
  ): Promise<Accepted<AliasPayload>> {
    return { user: await alias(scope, services, input) }
  }
}

export const trackingResolvers = [
  TrackingResolver,
  ReceiptsResolver,
  ...Object.values(kinds).map(mutationsOf),
] as const
