import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { engagement } from '../analytics/engagement.ts'
import { type Context } from '../context.ts'
import { Engagement } from '../schema/engagement.ts'
import { StatsArgs } from '../schema/question-args.ts'
import { engagementCost } from './question-cost/engagement-cost.ts'
import { costBeside } from './question-cost/question.ts'
import { selectedFields } from './selected-fields.ts'

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
