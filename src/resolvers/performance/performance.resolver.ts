import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import { performance } from '../../analytics/performance/performance.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { AiModel, AiStats } from '../../schema/performance/ai.ts'
import { ApiStats, EndpointUsage } from '../../schema/performance/api.ts'
import { Performance } from '../../schema/performance/performance.ts'
import { StatsArgs } from '../../schema/question-args.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { performanceCost } from '../question-cost/performance/performance-cost.ts'
import { complexityOf, plusFields } from '../question-cost/question.ts'
import { rowsCost } from '../question-cost/rows-cost.ts'

type Parts = Awaited<ReturnType<typeof performance>>

const list = (description: string) => ({ description, complexity: complexityOf(rowsCost) })

const firstOf = (most: string) => ({
  defaultValue: 50,
  description: `The number of rows, 1 to 1,000, ${most} first.`,
})

@Resolver(() => Performance)
export class PerformanceResolver {
  @AdminQuery(() => Performance, {
    description: 'The latency, errors and throughput of the platform and of its models.',
    cost: plusFields(performanceCost),
  })
  performance(
    @Ctx('scope') scope: RequestScope,
    @Args(() => StatsArgs) args: StatsArgs,
  ): Promise<Performance> {
    return performance(scope, args)
  }

  @FieldResolver(() => ApiStats, { description: 'Requests to HTTP endpoints of the platform.' })
  api(@Selected() selected: Selection, @Root() root: Parts) {
    return root.api(selected)
  }

  @FieldResolver(() => AiStats, { description: 'Requests to language models.' })
  ai(@Selected() selected: Selection, @Root() root: Parts) {
    return root.ai(selected)
  }

  @FieldResolver(() => [EndpointUsage], list('Each endpoint and method, the busiest first.'))
  endpoints(
    @Selected() selected: Selection,
    @Root() root: Parts,
    @Arg('first', () => Int, firstOf('the busiest')) first: number,
  ) {
    return root.endpoints(first, selected)
  }

  @FieldResolver(() => [AiModel], list('Each model, the one with the most calls first.'))
  models(
    @Selected() selected: Selection,
    @Root() root: Parts,
    @Arg('first', () => Int, firstOf('the one with the most calls')) first: number,
  ) {
    return root.models(first, selected)
  }
}
