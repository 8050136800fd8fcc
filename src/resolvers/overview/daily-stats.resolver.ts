import { Arg, Args, Ctx, Int, Resolver } from 'type-graphql'
import { dailyStats } from '../../analytics/overview/daily-stats.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { DailyStats } from '../../schema/overview/daily-stats.ts'
import { QuestionArgs } from '../../schema/question-args.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { dailyStatsCost } from '../question-cost/overview/daily-stats-cost.ts'

@Resolver()
export class DailyStatsResolver {
  @AdminQuery(() => [DailyStats], {
    description:
      'The numbers of each day, oldest first. Today is marked incomplete. Default: the last 30 days.',
    cost: dailyStatsCost,
  })
  dailyStats(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => QuestionArgs) args: QuestionArgs,
    @Arg('days', () => Int, {
      nullable: true,
      description: 'The number of days until today, 1 to 365. Default: 30, unless `range` is given.',
    })
    days?: number | null,
  ): Promise<Partial<DailyStats>[]> {
    return dailyStats(scope, { ...args, days }, new Set(Object.keys(selected)))
  }
}
