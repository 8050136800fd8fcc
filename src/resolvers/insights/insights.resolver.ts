import { Args, Ctx, Resolver } from 'type-graphql'
import { insights } from '../../insights/insights.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Insights, InsightsArgs } from '../../schema/insights/insights.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { insightsCost } from '../question-cost/anomalies/insights-cost.ts'

@Resolver()
export class InsightsResolver {
  @AdminQuery(() => Insights, {
    description:
      'Unusual numbers, changes, savings, milestones and weaknesses of the data in a range, such as a doubled error rate, ' +
      'the most important first. The texts are made of numbers of the answer.',
    cost: insightsCost,
  })
  insights(
    @Ctx('scope') scope: RequestScope,
    @Args(() => InsightsArgs) args: InsightsArgs,
  ): Promise<Insights> {
    return insights(scope, args)
  }
}
