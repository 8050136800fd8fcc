import { Args, Resolver, Root } from 'type-graphql'
import { convertedUsers, droppedUsers } from '../../analytics/behavior/funnel/users-of-step.ts'
import { type FunnelStepAnswer } from '../../analytics/behavior/funnel.ts'
import { type User } from '../../entities/user.ts'
import { FunnelStep } from '../../schema/behavior/funnel.ts'
import { type Connection } from '../../schema/connection.ts'
import { PageArgs } from '../../schema/page-args.ts'
import { UserConnection } from '../../schema/users/user.ts'
import { AdminField } from '../decorators/for-admins.ts'
import { pageCost } from '../question-cost/page-cost.ts'

/** The lists of a step in a funnel that counts sessions or conversations. */
const ofUnits =
  'With another `unit`: the known users of those sessions or conversations, each once, and `totalCount` counts these users.'

@Resolver(() => FunnelStep)
export class FunnelStepResolver {
  @AdminField(() => UserConnection, {
    description: `The users who reached this step; their number is \`users\`. ${ofUnits}`,
    cost: pageCost,
  })
  converted(
    @Root() { resolved, step }: FunnelStepAnswer,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<User>> {
    return convertedUsers(resolved, step, page)
  }

  @AdminField(() => UserConnection, {
    description: `The users who reached the previous step and not this one; their number is \`dropOff\`. ${ofUnits}`,
    cost: pageCost,
  })
  dropped(
    @Root() { resolved, step }: FunnelStepAnswer,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<User>> {
    return droppedUsers(resolved, step, page)
  }
}
