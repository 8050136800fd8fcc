import { Args, Ctx, Resolver } from 'type-graphql'
import { aiModels } from '../../analytics/performance/ai-models.ts'
import { aiStats } from '../../analytics/performance/ai-stats.ts'
import { aiUsage } from '../../analytics/performance/ai-usage.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { AiModels, AiStats, AiUsage, AiUsageArgs, aiFields } from '../../schema/performance/ai.ts'
import { BreakdownArgs, StatsArgs } from '../../schema/question-args.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { groupsCost } from '../question-cost/groups-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { statsCost } from '../question-cost/stats-cost.ts'

@Resolver()
export class AiResolver {
  @AdminQuery(() => AiStats, {
    description:
      'Requests to language models: calls, errors, latency, tokens and cost, in total and over time.',
    cost: plusFields(statsCost({ fields: aiFields, of: 'kind' })),
  })
  aiStats(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => StatsArgs) args: StatsArgs,
  ) {
    return aiStats(scope, args, selected)
  }

  @AdminQuery(() => AiModels, {
    description:
      'Each language model: calls, errors, latency percentiles, tokens, cost, and its share of the calls.',
    cost: groupsCost('kind'),
  })
  aiModels(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => BreakdownArgs) args: BreakdownArgs,
  ) {
    return aiModels(scope, args, selected)
  }

  @AdminQuery(() => AiUsage, {
    description: 'The use of language models by user, model, call type or bot.',
    cost: groupsCost('kind'),
  })
  aiUsage(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => AiUsageArgs) args: AiUsageArgs,
  ) {
    return aiUsage(scope, args, selected)
  }
}
