import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Info, Resolver } from 'type-graphql'
import { timeSeries } from '../../analytics/overview/time-series.ts'
import { asked } from '../../analytics/query/asked.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { TimeSeries, TimeSeriesInput } from '../../schema/overview/time-series.ts'
import { SharedArgsOverTime } from '../../schema/question-args.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { timeSeriesCost } from '../question-cost/overview/time-series-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { savedInput } from '../saved-input.ts'

@Resolver()
export class TimeSeriesResolver {
  @AdminQuery(() => TimeSeries, {
    description:
      'One or several measures over time, such as the users of an event in each month of a year, in total or broken down.',
    cost: plusFields(timeSeriesCost),
  })
  timeSeries(
    @Ctx('scope') scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Selected() selected: Selection,
    @Args(() => SharedArgsOverTime) args: SharedArgsOverTime,
    @Arg('input', () => TimeSeriesInput, {
      nullable: true,
      description: 'The series and their breakdown. Default: the number of all events.',
    })
    input?: TimeSeriesInput | null,
  ): Promise<TimeSeries> {
    const given = input ?? savedInput<TimeSeriesInput>(info, 'TimeSeriesInput', {})
    const interval = args.interval ?? given.interval
    return timeSeries(scope, { ...asked(given, args), interval }, selected)
  }
}
