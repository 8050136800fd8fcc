import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, Info, Int, Query, Resolver } from 'type-graphql'
import { dailyStats } from '../analytics/daily-stats.ts'
import { type Context } from '../context.ts'
import { CalendarArgs } from '../schema/calendar-args.ts'
import { DailyStats } from '../schema/daily-stats.ts'
import { selectedFields } from './selected-fields.ts'

@Resolver()
export class DailyStatsResolver {
  @Authorized('admin')
  @Query(() => [DailyStats], {
    description:
      'What happened on each day, oldest first; the running day comes last and is marked incomplete.',
    complexity: ({ args, childComplexity }) => 50 + Math.min(Math.max(args.days, 1), 365) * childComplexity,
  })
  dailyStats(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => CalendarArgs) calendar: CalendarArgs,
    @Arg('days', () => Int, { defaultValue: 30, description: 'How many days, 1 to 365, today included.' })
    days: number,
  ): Promise<Partial<DailyStats>[]> {
    return dailyStats(ctx, { ...calendar, days }, selectedFields(info))
  }
}
