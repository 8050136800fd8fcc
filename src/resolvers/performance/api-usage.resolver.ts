import { Args, Ctx, Resolver } from 'type-graphql'
import { apiUsage } from '../../analytics/performance/api-usage.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { ApiUsage, ApiUsageArgs } from '../../schema/performance/api.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { apiUsageCost } from '../question-cost/performance/api-usage-cost.ts'
import { type Question } from '../question-cost/question.ts'
import { rowsCost } from '../question-cost/rows-cost.ts'

@Resolver()
export class ApiUsageResolver {
  @AdminQuery(() => ApiUsage, {
    description:
      'Requests to the platform’s HTTP endpoints: in total, over time, and by endpoint and method.',
    cost: (question: Question<ApiUsageArgs>) => rowsCost(question) + apiUsageCost(question),
  })
  apiUsage(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => ApiUsageArgs) args: ApiUsageArgs,
  ) {
    return apiUsage(scope, args, selected)
  }
}
