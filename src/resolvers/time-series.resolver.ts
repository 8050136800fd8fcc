import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql'
import { timeSeries } from '../analytics/time-series.ts'
import { type Context } from '../context.ts'
import { TimeSeries, TimeSeriesInput } from '../schema/time-series.ts'
import { costBeside } from './question-cost/question.ts'
import { timeSeriesCost } from './question-cost/time-series-cost.ts'

@Resolver()
export class TimeSeriesResolver {
  @Authorized('admin')
  @Query(() => TimeSeries, {
    description: 'One measure over time, such as the users of an event in each month of a year.',
    complexity: costBeside(timeSeriesCost),
  })
  timeSeries(
    @Ctx() ctx: Context,
    @Arg('input', () => TimeSeriesInput, { description: 'What to count, and in which buckets.' })
    input: TimeSeriesInput,
  ): Promise<TimeSeries> {
    return timeSeries(ctx, input)
  }
}
