import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, Info, Int, Query, Resolver } from 'type-graphql'
import { dailyStats } from '../../analytics/overview/daily-stats.ts'
import { type Context } from '../../graphql/context.ts'
import { DailyStats } from '../../schema/overview/daily-stats.ts'
import { QuestionArgs } from '../../schema/question-args.ts'
import { dailyStatsCost } from '../question-cost/overview/daily-stats-cost.ts'
import { costBy } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'

@Resolver()
export class DailyStatsResolver {
  @Authorized('admin')
  @Query(() => [DailyStats], {
    description:
      'What happened on each day, oldest first; the running day is marked incomplete. 30 days unless you say otherwise.',
    complexity: costBy(dailyStatsCost),
  })
  dailyStats(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => QuestionArgs) args: QuestionArgs,
    @Arg('days', () => Int, {
      nullable: true,
      description: 'How many days, 1 to 365, today included. Default: 30, unless there is a `range`.',
    })
    days?: number | null,
  ): Promise<Partial<DailyStats>[]> {
    return dailyStats(ctx, { ...args, days }, new Set(Object.keys(selectedFields(info))))
  }
}
