import { Arg, Args, Ctx, Resolver, Root } from 'type-graphql'
import { type PathsAnswer, paths } from '../../analytics/behavior/paths.ts'
import { asked } from '../../analytics/query/asked.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type User } from '../../entities/user.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Paths, PathsInput, PathUsersArgs } from '../../schema/behavior/paths.ts'
import { type Connection } from '../../schema/connection.ts'
import { SharedArgs } from '../../schema/question-args.ts'
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
      'The events of users right after an event, or right before it: the most frequent links of each step, and the most ' +
      'frequent whole paths.',
    cost: plusFields(pathsCost),
  })
  paths(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => SharedArgs) args: SharedArgs,
    @Arg('input', () => PathsInput, { description: 'The anchor event, the direction and the depth.' })
    input: PathsInput,
  ): Promise<PathsAnswer> {
    return paths(scope, asked(input, args), selected)
  }

  @AdminField(() => UserConnection, {
    description:
      'The users of a link or a path; their number is its `users`. Without either, all users with the anchor event.',
    cost: pageCost,
  })
  usersBehind(
    @Root() { usersOf }: PathsAnswer,
    @Args(() => PathUsersArgs) args: PathUsersArgs,
  ): Promise<Connection<User>> {
    return usersOf(args)
  }
}
