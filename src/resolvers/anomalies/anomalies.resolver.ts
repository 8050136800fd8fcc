import { Args, Ctx, Resolver } from 'type-graphql'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { anomalies } from '../../anomalies/anomalies.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Anomalies, AnomaliesArgs } from '../../schema/anomalies/anomalies.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { anomaliesCost } from '../question-cost/anomalies/anomalies-cost.ts'

@Resolver()
export class AnomaliesResolver {
  @AdminQuery(() => Anomalies, {
    description:
      'The buckets in which metrics were unusual: compared with the median and the MAD of the same hour of the week, or ' +
      'weekday, in the eight weeks before.',
    cost: anomaliesCost,
  })
  anomalies(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => AnomaliesArgs) args: AnomaliesArgs,
  ): Promise<Anomalies> {
    return anomalies(scope, args, selected)
  }
}
