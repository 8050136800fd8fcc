import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Info, Resolver, Root } from 'type-graphql'
import { type LifecycleAnswer, lifecycle } from '../../analytics/behavior/lifecycle.ts'
import { asked } from '../../analytics/query/asked.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type User } from '../../entities/user.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Lifecycle, LifecycleInput, LifecycleUsersArgs } from '../../schema/behavior/lifecycle.ts'
import { type Connection } from '../../schema/connection.ts'
import { SharedArgsOverTime } from '../../schema/question-args.ts'
import { UserConnection } from '../../schema/users/user.ts'
import { AdminField, AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { lifecycleCost } from '../question-cost/behavior/lifecycle-cost.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { savedInput } from '../saved-input.ts'

@Resolver(() => Lifecycle)
export class LifecycleResolver {
  @AdminQuery(() => Lifecycle, {
    description:
      'New, returning, resurrecting and dormant users of each day, week or month, and the users of each state.',
    cost: plusFields(lifecycleCost),
  })
  lifecycle(
    @Ctx('scope') scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Selected() selected: Selection,
    @Args(() => SharedArgsOverTime) args: SharedArgsOverTime,
    @Arg('input', () => LifecycleInput, {
      nullable: true,
      description: 'The events that make users active, and new. Default: any active event.',
    })
    input?: LifecycleInput | null,
  ): Promise<LifecycleAnswer> {
    const given = input ?? savedInput<LifecycleInput>(info, 'LifecycleInput', {})
    const interval = args.interval ?? given.interval
    return lifecycle(scope, { ...asked(given, args), interval }, selected)
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
