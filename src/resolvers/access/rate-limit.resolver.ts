import { Ctx, Resolver } from 'type-graphql'
import { giveBackUnused } from '../../request/admit.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { RateLimit } from '../../schema/access/rate-limit.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { objectCost } from '../question-cost/answer-cost.ts'

@Resolver()
export class RateLimitResolver {
  @AdminQuery(() => RateLimit, {
    description:
      'The cost of this request and the rest of your rate limit. Select it beside any other field. A question that is refused ' +
      'before it runs is not charged.',
    cost: objectCost,
  })
  async rateLimit(@Ctx('scope') scope: RequestScope): Promise<RateLimit> {
    await scope.askedFields.settled()
    giveBackUnused(scope)
    const { query } = scope.allowances
    return {
      cost: scope.cost,
      limit: query?.limit ?? null,
      remaining: query?.remaining ?? null,
      resetAt: query?.resetAt ?? null,
    }
  }
}
