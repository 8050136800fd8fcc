import { Authorized, Ctx, Query, Resolver } from 'type-graphql'
import { type Context } from '../../graphql/context.ts'
import { RateLimit } from '../../schema/access/rate-limit.ts'

@Resolver()
export class RateLimitResolver {
  @Authorized('admin')
  @Query(() => RateLimit, {
    description: 'What this request costs and what is left of your rate. Ask for it beside anything else.',
  })
  rateLimit(@Ctx() { cost, allowances: { query } }: Context): RateLimit {
    return {
      cost,
      limit: query?.limit ?? null,
      remaining: query?.remaining ?? null,
      resetAt: query?.resetAt ?? null,
    }
  }
}
