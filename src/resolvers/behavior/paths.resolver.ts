import { Arg, Args, Ctx, Resolver, Root } from 'type-graphql'
import { type PathsAnswer, paths } from '../../analytics/behavior/paths.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type User } from '../../entities/user.ts'
import { type Context } from '../../graphql/context.ts'
import { Paths, PathsInput, PathUsersArgs } from '../../schema/behavior/paths.ts'
import { type Connection } from '../../schema/connection.ts'
import { UserConnection } from '../../schema/users/user.ts'
import { AdminField, AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { pathsCost } from '../question-cost/behavior/paths-cost.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { plusFields } from '../question-cost/question.ts'

@Resolver(() => Paths)
export class PathsResolver {
  @AdminQuery(() => Paths, {
    description:
      'What users did right after an event, or right before it: the most frequent links step by step, and the most ' +
      'frequent whole paths.',
    cost: plusFields(pathsCost),
  })
  paths(
    @Ctx() ctx: Context,
    @Selected() selected: Selection,
    @Arg('input', () => PathsInput, { description: 'From which event to look, which way and how far.' })
    input: PathsInput,
  ): Promise<PathsAnswer> {
    return paths(ctx, input, selected)
  }

  @AdminField(() => UserConnection, {
    description:
      'The users behind a link or a path, as many as its `users` says; without either all whom the anchor happened to.',
    cost: pageCost,
  })
  usersBehind(
    @Root() { usersOf }: PathsAnswer,
    @Args(() => PathUsersArgs) args: PathUsersArgs,
  ): Promise<Connection<User>> {
    return usersOf(args)
  }
}
