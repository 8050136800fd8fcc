import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { apiUsage } from '../../analytics/performance/api-usage.ts'
import { type Context } from '../../graphql/context.ts'
import { ApiUsage, ApiUsageArgs } from '../../schema/performance/api.ts'
import { apiUsageCost } from '../question-cost/performance/api-usage-cost.ts'
import { costBy } from '../question-cost/question.ts'
import { rowsOf } from '../question-cost/rows-cost.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'

@Resolver()
export class ApiUsageResolver {
  @Authorized('admin')
  @Query(() => ApiUsage, {
    description:
      'Requests to the platform’s HTTP endpoints: together, over time, and by endpoint and method.',
    complexity: costBy<ApiUsageArgs>(question => rowsOf(question) + apiUsageCost(question)),
  })
  apiUsage(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ApiUsageArgs) args: ApiUsageArgs,
  ) {
    return apiUsage(ctx, args, selectedFields(info))
  }
}
