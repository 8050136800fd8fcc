import { Arg, Args, Ctx, Resolver } from 'type-graphql'
import { isRowId } from '../../analytics/query/definition.ts'
import { auditedChange } from '../../definitions/audited-change.ts'
import { Destination, destination } from '../../definitions/kinds/destination.ts'
import { type Definition } from '../../entities/definition.ts'
import { type DeadLetter } from '../../entities/forwarding/dead-letter.ts'
import {
  pauseDestination,
  redeliverDeadLetters,
  resumeDestination,
  rewindDestination,
} from '../../forwarding/changes/pause-and-resume.ts'
import { testDestination } from '../../forwarding/changes/test-destination.ts'
import { deadLetterListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { type DefinitionPayload } from '../../schema/definition-types.ts'
import {
  DeadLetterConnection,
  DeadLettersArgs,
  RedeliverDeadLettersInput,
  RedeliverDeadLettersPayload,
} from '../../schema/forwarding/dead-letter.ts'
import {
  DestinationIdInput,
  RewindDestinationInput,
  TestDestinationPayload,
} from '../../schema/forwarding/destination.ts'
import { AdminMutation, AdminQuery } from '../decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'
import { pageCost } from '../question-cost/page-cost.ts'

@Resolver(() => Destination)
export class DestinationResolver {
  @AdminQuery(() => DeadLetterConnection, {
    description: 'The rows that destinations have refused for good, newest first.',
    cost: pageCost,
  })
  deadLetters(
    @Ctx('scope') { em }: RequestScope,
    @Args(() => DeadLettersArgs) { destinationId, ...args }: DeadLettersArgs,
  ): Promise<Connection<DeadLetter>> {
    const where = destinationId == null ? {} : { destinationId: isRowId(destinationId) ? destinationId : '0' }
    return page(em, deadLetterListing, where, args)
  }

  @AdminMutation(() => destination.types.payload, {
    description: 'Lets a destination rest. What happens meanwhile is sent once it is resumed.',
  })
  @WithUserErrors()
  pauseDestination(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => DestinationIdInput, {
      description: 'The receiver that is to get nothing for a while.',
    })
    { id }: DestinationIdInput,
  ): Promise<Accepted<DefinitionPayload>> {
    return changed(scope, pauseDestination(scope, id))
  }

  @AdminMutation(() => destination.types.payload, {
    description: 'Lets a destination that is paused, stopped or waiting send at once.',
  })
  @WithUserErrors()
  resumeDestination(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => DestinationIdInput, {
      description: 'The receiver that is to get what has waited, and all that follows.',
    })
    { id }: DestinationIdInput,
  ): Promise<Accepted<DefinitionPayload>> {
    return changed(scope, resumeDestination(scope, id))
  }

  @AdminMutation(() => destination.types.payload, {
    description:
      'Sends everything since a time again, under the same ids, or skips what is earlier than the time.',
  })
  @WithUserErrors()
  rewindDestination(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => RewindDestinationInput, {
      description: 'The destination, and the instant of receipt to begin at.',
    })
    { id, to }: RewindDestinationInput,
  ): Promise<Accepted<DefinitionPayload>> {
    return changed(scope, rewindDestination(scope, id, to))
  }

  @AdminMutation(() => TestDestinationPayload, {
    description:
      'Sends one event called `convograph_test` to a destination, and tells the answer. It is not retried.',
  })
  @WithUserErrors()
  async testDestination(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => DestinationIdInput, {
      description: 'The destination that is to get the event; it may be paused.',
    })
    { id }: DestinationIdInput,
  ): Promise<Accepted<TestDestinationPayload>> {
    return { test: await testDestination(scope, id) }
  }

  @AdminMutation(() => RedeliverDeadLettersPayload, {
    description: 'Sends dead letters again, as the rows are now. Those that are taken are removed.',
  })
  @WithUserErrors()
  async redeliverDeadLetters(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => RedeliverDeadLettersInput, {
      description: 'The destination, and some of its dead letters or all.',
    })
    input: RedeliverDeadLettersInput,
  ): Promise<Accepted<RedeliverDeadLettersPayload>> {
    const { destination, count } = await redeliverDeadLetters(scope, input)
    scope.changes.push(auditedChange('UPDATED', destination))
    return { count }
  }
}

/** The payload of a change of a destination, which the audit log gets. */
async function changed(
  { changes }: RequestScope,
  done: Promise<Definition>,
): Promise<Accepted<DefinitionPayload>> {
  const definition = await done
  changes.push(auditedChange('UPDATED', definition))
  return { definition }
}
