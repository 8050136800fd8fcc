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
      'Things that the service noticed by itself: unusual numbers, changes and their reasons, costs that can be saved, milestones and weaknesses of the data, the most important ' +
      'first. The texts are made of numbers of the answer.',
    cost: insightsCost,
  })
  insights(
    @Ctx('scope') scope: RequestScope,
    @Args(() => InsightsArgs) args: InsightsArgs,
  ): Promise<Insights> {
    return insights(scope, args)
  }
}
