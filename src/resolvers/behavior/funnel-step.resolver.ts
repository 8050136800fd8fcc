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

/** What the lists of a step hold where sessions or conversations are counted. */
const ofUnits =
  'With another `unit` than users: the known users of those units, each once, and `totalCount` counts them.'

@Resolver(() => FunnelStep)
export class FunnelStepResolver {
  @AdminField(() => UserConnection, {
    description: `Who reached this step: as many as \`users\`. ${ofUnits}`,
    cost: pageCost,
  })
  converted(
    @Root() { asking, place }: FunnelStepAnswer,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<User>> {
    return convertedUsers(asking, place, page)
  }

  @AdminField(() => UserConnection, {
    description: `Who reached the step before and not this one: as many as \`dropOff\`. ${ofUnits}`,
    cost: pageCost,
  })
  dropped(
    @Root() { asking, place }: FunnelStepAnswer,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<User>> {
    return droppedUsers(asking, place, page)
  }
}
