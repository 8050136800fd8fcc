import { Arg, Ctx, Resolver } from 'type-graphql'
import { timeSeries } from '../../analytics/overview/time-series.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { TimeSeries, TimeSeriesInput } from '../../schema/overview/time-series.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { timeSeriesCost } from '../question-cost/overview/time-series-cost.ts'
import { plusFields } from '../question-cost/question.ts'

@Resolver()
export class TimeSeriesResolver {
  @AdminQuery(() => TimeSeries, {
    description: 'One measure over time, such as the users of an event in each month of a year.',
    cost: plusFields(timeSeriesCost),
  })
  timeSeries(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => TimeSeriesInput, {
      description: 'The events, the number to compute from them and the width of a bucket.',
    })
    input: TimeSeriesInput,
  ): Promise<TimeSeries> {
    return timeSeries(scope, input)
  }
}
