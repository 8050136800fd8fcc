import { Args, Ctx, Resolver } from 'type-graphql'
import { systemMetricValues } from '../../analytics/performance/system-metric-values.ts'
import { type SystemMetric as SystemMetricEntity } from '../../entities/system-metric.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import {
  SystemMetricValueConnection,
  SystemMetricValuesArgs,
} from '../../schema/performance/system-metric-value.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { pageCost } from '../question-cost/page-cost.ts'

@Resolver()
export class SystemMetricValueResolver {
  @AdminQuery(() => SystemMetricValueConnection, {
    description: 'The measured values of system metrics one by one, newest first, with their labels.',
    cost: pageCost,
  })
  systemMetricValues(
    @Ctx('scope') scope: RequestScope,
    @Args(() => SystemMetricValuesArgs) args: SystemMetricValuesArgs,
  ): Promise<Connection<SystemMetricEntity>> {
    return systemMetricValues(scope, args)
  }
}
