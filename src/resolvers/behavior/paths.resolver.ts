import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { type PathsAnswer, paths } from '../../analytics/behavior/paths.ts'
import { type User } from '../../entities/user.ts'
import { type Context } from '../../graphql/context.ts'
import { Paths, PathsInput, PathUsersArgs } from '../../schema/behavior/paths.ts'
import { type Connection } from '../../schema/connection.ts'
import { UserConnection } from '../../schema/users/user.ts'
import { pathsCost } from '../question-cost/behavior/paths-cost.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { costBeside } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'

@Resolver(() => Paths)
export class PathsResolver {
  @Authorized('admin')
  @Query(() => Paths, {
    description:
      'What users did right after an event, or right before it: the most frequent links step by step, and the most ' +
      'frequent whole paths.',
    complexity: costBeside(pathsCost),
  })
  paths(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => PathsInput, { description: 'From which event to look, which way and how far.' })
    input: PathsInput,
  ): Promise<PathsAnswer> {
    return paths(ctx, input, selectedFields(info))
  }

  @Authorized('admin')
  @FieldResolver(() => UserConnection, {
    description:
      'The users behind a link or a path, as many as its `users` says; without either all whom the anchor happened to.',
    complexity: pageCost,
  })
  usersBehind(
    @Root() { usersOf }: PathsAnswer,
    @Args(() => PathUsersArgs) args: PathUsersArgs,
  ): Promise<Connection<User>> {
    return usersOf(args)
  }
}
