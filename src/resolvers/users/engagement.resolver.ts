import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { engagement } from '../../analytics/users/engagement.ts'
import { type Context } from '../../graphql/context.ts'
import { StatsArgs } from '../../schema/question-args.ts'
import { Engagement } from '../../schema/users/engagement.ts'
import { costBeside } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'
import { engagementCost } from '../question-cost/users/engagement-cost.ts'

@Resolver()
export class EngagementResolver {
  @Authorized('admin')
  @Query(() => Engagement, {
    description:
      'How much users come back: active users around each day, stickiness, sessions, and who came, stayed and left.',
    complexity: costBeside(engagementCost),
  })
  engagement(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => StatsArgs) args: StatsArgs,
  ): Promise<Partial<Engagement>> {
    return engagement(ctx, args, selectedFields(info))
  }
}
