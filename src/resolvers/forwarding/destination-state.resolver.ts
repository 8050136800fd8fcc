import { Ctx, Resolver, Root } from 'type-graphql'
import { Destination } from '../../definitions/kinds/destination.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { DestinationError, DestinationLag } from '../../schema/forwarding/destination.ts'
import { DestinationStatus } from '../../schema/forwarding/destination-kind.ts'
import { Count, DateTime } from '../../schema/scalars.ts'
import { newSecretsOf } from '../../webhooks/shown-once.ts'
import { AdminField } from '../decorators/for-admins.ts'
import { edge } from '../question-cost/edge.ts'

/** How far a destination is. */
@Resolver(() => Destination)
export class DestinationStateResolver {
  @AdminField(() => DestinationStatus, {
    description: 'Whether it gets what happens, such as `RUNNING`.',
    ...edge,
  })
  async status(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { id }: Destination,
  ): Promise<DestinationStatus> {
    const { state, failures } = await loaders.stateOfDestination.load(id)
    return state === 'RUNNING' && failures ? 'RETRYING' : state
  }

  @AdminField(() => DestinationLag, {
    description: 'The part of the log that it has yet to get: events, and their age in seconds.',
    ...edge,
  })
  lag(@Ctx('scope') { loaders }: RequestScope, @Root() { id }: Destination): Promise<DestinationLag> {
    return loaders.lagOfDestination.load(id)
  }

  @AdminField(() => Count, {
    description:
      'The rows that were taken, such as 1200; a row that is sent again after a rewind counts again.',
    ...edge,
  })
  async sent(@Ctx('scope') { loaders }: RequestScope, @Root() { id }: Destination): Promise<number> {
    return (await loaders.stateOfDestination.load(id)).sent
  }

  @AdminField(() => Count, {
    description: 'The rows that the filter, the sample or the product has left out, such as 300.',
    ...edge,
  })
  async skipped(@Ctx('scope') { loaders }: RequestScope, @Root() { id }: Destination): Promise<number> {
    return (await loaders.stateOfDestination.load(id)).skipped
  }

  @AdminField(() => Count, {
    description: 'The rows that were refused for good, such as 2, at each time that they were.',
    ...edge,
  })
  async failed(@Ctx('scope') { loaders }: RequestScope, @Root() { id }: Destination): Promise<number> {
    return (await loaders.stateOfDestination.load(id)).failed
  }

  @AdminField(() => Count, {
    description: 'The dead letters that are kept, such as 2; `deadLetters` lists them.',
    ...edge,
  })
  async deadLetterCount(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { id }: Destination,
  ): Promise<number> {
    return (await loaders.stateOfDestination.load(id)).deadLetters
  }

  @AdminField(() => DateTime, {
    nullable: true,
    description: 'The instant at which rows were taken last; null if none were.',
    ...edge,
  })
  async forwardedAt(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { id }: Destination,
  ): Promise<Date | null> {
    return (await loaders.stateOfDestination.load(id)).forwardedAt
  }

  @AdminField(() => DateTime, {
    nullable: true,
    description: 'The time of the next attempt after a failed one; null if none has failed.',
    ...edge,
  })
  async nextAttemptAt(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { id }: Destination,
  ): Promise<Date | null> {
    return (await loaders.stateOfDestination.load(id)).nextAt
  }

  @AdminField(() => DestinationError, {
    nullable: true,
    description: 'The last failure, which stays until the next one; null if there was none.',
    ...edge,
  })
  async error(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { id }: Destination,
  ): Promise<DestinationError | null> {
    return (await loaders.stateOfDestination.load(id)).error
  }

  @AdminField(() => Boolean, { description: 'Whether it has a secret or headers.', ...edge })
  async hasSecret(@Ctx('scope') { loaders }: RequestScope, @Root() { id }: Destination): Promise<boolean> {
    return (await loaders.stateOfDestination.load(id)).hasSecret
  }

  @AdminField(() => String, {
    nullable: true,
    description:
      'The secret `whsec_…` that was made for a webhook, in the answer of `createDestination`; null in every other answer.',
    cost: () => 0,
  })
  secret(@Root() destination: Destination): string | null {
    return newSecretsOf(destination)[0]?.secret ?? null
  }
}
