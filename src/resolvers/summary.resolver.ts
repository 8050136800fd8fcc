import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { summary } from '../analytics/summary.ts'
import { type Context } from '../context.ts'
import { CalendarArgs } from '../schema/calendar-args.ts'
import { DateRangeInput } from '../schema/date-range-input.ts'
import { Summary } from '../schema/summary.ts'
import { selectedFields } from './selected-fields.ts'

@Resolver()
export class SummaryResolver {
  @Authorized('admin')
  @Query(() => Summary, {
    description: 'The platform in a few numbers: users, conversations, messages, API calls.',
    complexity: 50,
  })
  summary(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => CalendarArgs) calendar: CalendarArgs,
    @Arg('range', () => DateRangeInput, {
      nullable: true,
      description: 'Which facts count. Default: all there ever were.',
    })
    range?: DateRangeInput | null,
  ): Promise<Partial<Summary>> {
    return summary(ctx, { ...calendar, range }, selectedFields(info))
  }
}
