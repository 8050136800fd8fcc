import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { type LifecycleAnswer, lifecycle } from '../../analytics/behavior/lifecycle.ts'
import { type User } from '../../entities/user.ts'
import { type Context } from '../../graphql/context.ts'
import { Lifecycle, LifecycleInput, LifecycleUsersArgs } from '../../schema/behavior/lifecycle.ts'
import { type Connection } from '../../schema/connection.ts'
import { UserConnection } from '../../schema/users/user.ts'
import { lifecycleCost } from '../question-cost/behavior/lifecycle-cost.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { costBeside } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'

@Resolver(() => Lifecycle)
export class LifecycleResolver {
  @Authorized('admin')
  @Query(() => Lifecycle, {
    description:
      'Who came, came back and stayed away from one day, week or month to the next, and the users of each state.',
    complexity: costBeside(lifecycleCost),
  })
  lifecycle(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => LifecycleInput, { description: 'When, and what makes users active.' })
    input: LifecycleInput,
  ): Promise<LifecycleAnswer> {
    return lifecycle(ctx, input, selectedFields(info))
  }

  @Authorized('admin')
  @FieldResolver(() => UserConnection, {
    description: 'The users of one state in one bucket: as many as its number says.',
    complexity: pageCost,
  })
  users(
    @Root() { usersOf }: LifecycleAnswer,
    @Args(() => LifecycleUsersArgs) args: LifecycleUsersArgs,
  ): Promise<Connection<User>> {
    return usersOf(args)
  }
}
