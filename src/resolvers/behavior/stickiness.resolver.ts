import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { type StickinessAnswer, stickiness } from '../../analytics/behavior/stickiness.ts'
import { type User } from '../../entities/user.ts'
import { type Context } from '../../graphql/context.ts'
import { Stickiness, StickinessInput, StickinessUsersArgs } from '../../schema/behavior/stickiness.ts'
import { type Connection } from '../../schema/connection.ts'
import { UserConnection } from '../../schema/users/user.ts'
import { stickinessCost } from '../question-cost/behavior/stickiness-cost.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { costBeside } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'

@Resolver(() => Stickiness)
export class StickinessResolver {
  @Authorized('admin')
  @Query(() => Stickiness, {
    description:
      'Users by how many days, weeks or months of a range they were active in. DAU ÷ MAU is in `engagement`.',
    complexity: costBeside(stickinessCost),
  })
  stickiness(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => StickinessInput, { description: 'When, and what makes users active.' })
    input: StickinessInput,
  ): Promise<StickinessAnswer> {
    return stickiness(ctx, input, selectedFields(info))
  }

  @Authorized('admin')
  @FieldResolver(() => UserConnection, {
    description: 'The users of one row: as many as its number says.',
    complexity: pageCost,
  })
  users(
    @Root() { usersOf }: StickinessAnswer,
    @Args(() => StickinessUsersArgs) args: StickinessUsersArgs,
  ): Promise<Connection<User>> {
    return usersOf(args)
  }
}
