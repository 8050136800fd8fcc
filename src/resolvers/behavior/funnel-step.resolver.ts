import { Args, type ClassType, Resolver, Root } from 'type-graphql'
import {
  convertedUsers,
  droppedUsers,
  type ListedStep,
} from '../../analytics/behavior/funnel/users-of-step.ts'
import { type User } from '../../entities/user.ts'
import { FunnelPartStep, FunnelStep } from '../../schema/behavior/funnel.ts'
import { type Connection } from '../../schema/connection.ts'
import { PageArgs } from '../../schema/page-args.ts'
import { UserConnection } from '../../schema/users/user.ts'
import { AdminField } from '../decorators/for-admins.ts'
import { pageCost } from '../question-cost/page-cost.ts'

/** The lists of a step in a funnel that counts sessions or conversations. */
const ofUnits =
  'With another `unit`: the known users of those sessions or conversations, each once, and `totalCount` counts these users.'

/** A step of the whole funnel and one of a part of it have the same lists. */
function stepResolver(type: ClassType<FunnelPartStep>) {
  @Resolver(() => type)
  class StepResolver {
    @AdminField(() => UserConnection, {
      description: `The users who reached this step; their number is \`users\`. ${ofUnits}`,
      cost: pageCost,
    })
    converted(@Root() step: ListedStep, @Args(() => PageArgs) page: PageArgs): Promise<Connection<User>> {
      return convertedUsers(step, page)
    }

    @AdminField(() => UserConnection, {
      description: `The users who reached the previous step and not this one; their number is \`dropOff\`. ${ofUnits}`,
      cost: pageCost,
    })
    dropped(@Root() step: ListedStep, @Args(() => PageArgs) page: PageArgs): Promise<Connection<User>> {
      return droppedUsers(step, page)
    }
  }
  return StepResolver
}

export const funnelStepResolvers = [stepResolver(FunnelStep), stepResolver(FunnelPartStep)] as const
