import { Args, Ctx, Resolver } from 'type-graphql'
import { systemMetrics } from '../../analytics/performance/system-metrics.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { SystemMetrics, SystemMetricsArgs } from '../../schema/performance/system-metrics.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { systemMetricsCost } from '../question-cost/performance/system-metrics-cost.ts'
import { plusFields } from '../question-cost/question.ts'

@Resolver()
export class SystemMetricsResolver {
  @AdminQuery(() => SystemMetrics, {
    description: 'Measurements of machines and processes over time, such as the processor load of each host.',
    cost: plusFields(systemMetricsCost),
  })
  systemMetrics(@Ctx('scope') scope: RequestScope, @Args(() => SystemMetricsArgs) args: SystemMetricsArgs) {
    return systemMetrics(scope, args)
  }
}
