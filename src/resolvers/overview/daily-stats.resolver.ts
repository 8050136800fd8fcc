import { Arg, Args, Ctx, Int, Resolver } from 'type-graphql'
import { dailyStats } from '../../analytics/overview/daily-stats.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type Context } from '../../graphql/context.ts'
import { DailyStats } from '../../schema/overview/daily-stats.ts'
import { QuestionArgs } from '../../schema/question-args.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { dailyStatsCost } from '../question-cost/overview/daily-stats-cost.ts'

@Resolver()
export class DailyStatsResolver {
  @AdminQuery(() => [DailyStats], {
    description:
      'What happened on each day, oldest first; the running day is marked incomplete. 30 days unless you say otherwise.',
    cost: dailyStatsCost,
  })
  dailyStats(
    @Ctx() ctx: Context,
    @Selected() selected: Selection,
    @Args(() => QuestionArgs) args: QuestionArgs,
    @Arg('days', () => Int, {
      nullable: true,
      description: 'How many days, 1 to 365, today included. Default: 30, unless there is a `range`.',
    })
    days?: number | null,
  ): Promise<Partial<DailyStats>[]> {
    return dailyStats(ctx, { ...args, days }, new Set(Object.keys(selected)))
  }
}
