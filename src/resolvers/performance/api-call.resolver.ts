import { Args, Ctx, Resolver } from 'type-graphql'
import { apiCalls } from '../../analytics/performance/api-calls.ts'
import { type ApiCall as ApiCallEntity } from '../../entities/api-call.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { ApiCallConnection, ApiCallsArgs } from '../../schema/performance/api-call.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { pageCost } from '../question-cost/page-cost.ts'

@Resolver()
export class ApiCallResolver {
  @AdminQuery(() => ApiCallConnection, {
    description: 'The API calls one by one, newest first, with status, duration and error.',
    cost: pageCost,
  })
  apiCalls(
    @Ctx('scope') scope: RequestScope,
    @Args(() => ApiCallsArgs) args: ApiCallsArgs,
  ): Promise<Connection<ApiCallEntity>> {
    return apiCalls(scope, args)
  }
}
