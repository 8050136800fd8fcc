import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Info, Resolver, Root } from 'type-graphql'
import { type StickinessAnswer, stickiness } from '../../analytics/behavior/stickiness.ts'
import { asked } from '../../analytics/query/asked.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type User } from '../../entities/user.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Stickiness, StickinessInput, StickinessUsersArgs } from '../../schema/behavior/stickiness.ts'
import { type Connection } from '../../schema/connection.ts'
import { SharedArgsOverTime } from '../../schema/question-args.ts'
import { UserConnection } from '../../schema/users/user.ts'
import { AdminField, AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { stickinessCost } from '../question-cost/behavior/stickiness-cost.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { savedInput } from '../saved-input.ts'

@Resolver(() => Stickiness)
export class StickinessResolver {
  @AdminQuery(() => Stickiness, {
    description:
      'Users by how many days, weeks or months of a range they were active in. DAU ÷ MAU is in `engagement`.',
    cost: plusFields(stickinessCost),
  })
  stickiness(
    @Ctx('scope') scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Selected() selected: Selection,
    @Args(() => SharedArgsOverTime) args: SharedArgsOverTime,
    @Arg('input', () => StickinessInput, {
      nullable: true,
      description: 'The events that make users active. Default: any active event.',
    })
    input?: StickinessInput | null,
  ): Promise<StickinessAnswer> {
    const given = input ?? savedInput<StickinessInput>(info, 'StickinessInput', {})
    const interval = args.interval ?? given.interval
    return stickiness(scope, { ...asked(given, args), interval }, selected)
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
