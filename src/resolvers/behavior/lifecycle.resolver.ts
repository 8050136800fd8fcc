import { Arg, Args, Ctx, Resolver, Root } from 'type-graphql'
import { type LifecycleAnswer, lifecycle } from '../../analytics/behavior/lifecycle.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type User } from '../../entities/user.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Lifecycle, LifecycleInput, LifecycleUsersArgs } from '../../schema/behavior/lifecycle.ts'
import { type Connection } from '../../schema/connection.ts'
import { UserConnection } from '../../schema/users/user.ts'
import { AdminField, AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { lifecycleCost } from '../question-cost/behavior/lifecycle-cost.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { plusFields } from '../question-cost/question.ts'

@Resolver(() => Lifecycle)
export class LifecycleResolver {
  @AdminQuery(() => Lifecycle, {
    description:
      'New, returning, resurrecting and dormant users of each day, week or month, and the users of each state.',
    cost: plusFields(lifecycleCost),
  })
  lifecycle(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Arg('input', () => LifecycleInput, { description: 'The range, and the events that make users active.' })
    input: LifecycleInput,
  ): Promise<LifecycleAnswer> {
    return lifecycle(scope, input, selected)
  }

  @AdminField(() => UserConnection, {
    description: 'The users of one state in one bucket; their number is in `buckets`.',
    cost: pageCost,
  })
  users(
    @Root() { usersOf }: LifecycleAnswer,
    @Args(() => LifecycleUsersArgs) args: LifecycleUsersArgs,
  ): Promise<Connection<User>> {
    return usersOf(args)
  }
}
