import { Arg, Args, Ctx, Int, Resolver, Root } from 'type-graphql'
import { type ApiUsageAnswer, apiUsage } from '../../analytics/performance/api-usage.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { ApiUsage, ApiUsageArgs, ApiUsageUser } from '../../schema/performance/api.ts'
import { AdminField, AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { apiUsageCost } from '../question-cost/performance/api-usage-cost.ts'
import { type Question } from '../question-cost/question.ts'
import { rowsCost } from '../question-cost/rows-cost.ts'

@Resolver(() => ApiUsage)
export class ApiUsageResolver {
  @AdminQuery(() => ApiUsage, {
    description:
      'Requests to the platform’s HTTP endpoints: in total, over time, by endpoint and method, and by user.',
    cost: (question: Question<ApiUsageArgs>) => rowsCost(question) + apiUsageCost(question),
  })
  apiUsage(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => ApiUsageArgs) args: ApiUsageArgs,
  ) {
    return apiUsage(scope, args, selected)
  }

  @AdminField(() => [ApiUsageUser], {
    description: 'Each user with API calls, the one with the most calls first.',
    cost: rowsCost,
  })
  users(
    @Selected() selected: Selection,
    @Root() root: ApiUsageAnswer,
    @Arg('first', () => Int, { defaultValue: 50, description: 'The number of users, 1 to 1,000.' })
    first: number,
  ): Promise<ApiUsageUser[]> {
    return root.usersIn(first, selected)
  }
}
