import { Arg, Args, Ctx, Resolver, Root } from 'type-graphql'
import { type StickinessAnswer, stickiness } from '../../analytics/behavior/stickiness.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type User } from '../../entities/user.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Stickiness, StickinessInput, StickinessUsersArgs } from '../../schema/behavior/stickiness.ts'
import { type Connection } from '../../schema/connection.ts'
import { UserConnection } from '../../schema/users/user.ts'
import { AdminField, AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { stickinessCost } from '../question-cost/behavior/stickiness-cost.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { plusFields } from '../question-cost/question.ts'

@Resolver(() => Stickiness)
export class StickinessResolver {
  @AdminQuery(() => Stickiness, {
    description:
      'Users by how many days, weeks or months of a range they were active in. DAU ÷ MAU is in `engagement`.',
    cost: plusFields(stickinessCost),
  })
  stickiness(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Arg('input', () => StickinessInput, { description: 'The range, and the events that make users active.' })
    input: StickinessInput,
  ): Promise<StickinessAnswer> {
    return stickiness(scope, input, selected)
  }

  @AdminField(() => UserConnection, {
    description:
      'The users who were active in exactly this many intervals, page by page; `rows` counts them.',
    cost: pageCost,
  })
  users(
    @Root() { usersOf }: StickinessAnswer,
    @Args(() => StickinessUsersArgs) args: StickinessUsersArgs,
  ): Promise<Connection<User>> {
    return usersOf(args)
  }
}
