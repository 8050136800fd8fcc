import { Args, Ctx, Resolver } from 'type-graphql'
import { aiCalls } from '../../analytics/performance/ai-calls.ts'
import { type AiCall as AiCallEntity } from '../../entities/ai-call.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { AiCallConnection, AiCallsArgs } from '../../schema/performance/ai-call.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { pageCost } from '../question-cost/page-cost.ts'

@Resolver()
export class AiCallResolver {
  @AdminQuery(() => AiCallConnection, {
    description: 'The AI calls one by one, newest first, with tokens, cost, duration and error.',
    cost: pageCost,
  })
  aiCalls(
    @Ctx('scope') scope: RequestScope,
    @Args(() => AiCallsArgs) args: AiCallsArgs,
  ): Promise<Connection<AiCallEntity>> {
    return aiCalls(scope, args)
  }
}
