import { Ctx, Resolver } from 'type-graphql'
import { type RequestScope } from '../../request/request-scope.ts'
import { RateLimit } from '../../schema/access/rate-limit.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { objectCost } from '../question-cost/answer-cost.ts'

@Resolver()
export class RateLimitResolver {
  @AdminQuery(() => RateLimit, {
    description:
      'The cost of this request and the rest of your rate limit. Select it beside any other field.',
    cost: objectCost,
  })
  rateLimit(@Ctx('scope') { cost, allowances: { query } }: RequestScope): RateLimit {
    return {
      cost,
      limit: query?.limit ?? null,
      remaining: query?.remaining ?? null,
      resetAt: query?.resetAt ?? null,
    }
  }
}
