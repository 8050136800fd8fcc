import { rateLimited } from '../errors.ts'
import { type Gate } from '../limits/gate.ts'
import { type Allowance, type Charge, type RateKind } from '../limits/rates.ts'
import { type RequestScope } from './request-scope.ts'

/**
 * Charges the rates of the caller, then waits until its concurrency limit has room.
 * @returns a function that frees the limit; a second call does nothing
 * @throws RATE_LIMITED, OVERLOADED
 */
export async function admit(
  scope: RequestScope,
  charge: Charge,
  limit: keyof Gate['concurrency'],
): Promise<() => void> {
  const { gate } = scope.services
  const { allowances, refused } = await gate.rates.charge(callerOf(scope), charge)
  scope.allowances = allowances
  if (refused) throw usedUp(allowances[refused]!, refused)
  return gate.concurrency[limit].acquire()
}

/** A request without a token is charged to its address. */
const callerOf = ({ viewer, address }: RequestScope) =>
  JSON.stringify(viewer ? [viewer.project, viewer.subject] : [address])

const chargedFor: Record<RateKind, string> = {
  track: 'mutations that track',
  batch: 'batches',
  query: 'points of queries',
}

function usedUp({ limit, remaining, resetAt }: Allowance, kind: RateKind) {
  return rateLimited(
    `More than ${limit} ${chargedFor[kind]} in a minute. Send the request again after retryAfterMs.`,
    Math.max(1, resetAt.getTime() - Date.now()),
    { limit, remaining, resetAt },
  )
}

/** The headers about the rate limit with the smallest remaining share; none if no rate limit was charged. */
export function rateHeaders({ allowances }: RequestScope): Record<string, string> {
  const [nearest] = Object.values(allowances).toSorted(
    (a, b) => a.remaining / a.limit - b.remaining / b.limit,
  )
  if (!nearest) return {}
  return {
    'x-ratelimit-limit': String(nearest.limit),
    'x-ratelimit-remaining': String(nearest.remaining),
    'x-ratelimit-reset': String(Math.ceil(nearest.resetAt.getTime() / 1_000)),
  }
}
