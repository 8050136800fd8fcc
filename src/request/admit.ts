import { rateLimited } from '../errors.ts'
import { type Gate } from '../limits/gate.ts'
import { type Allowance, type Charge, type RateKind } from '../limits/rates.ts'
import { type RequestScope } from './request-scope.ts'

/**
 * Charges the rates of the caller, then waits until its concurrency limit has room.
 * @returns the function that ends the request's use of the limit; a second call does nothing
 * @throws RATE_LIMITED, OVERLOADED
 */
export async function admit(
  scope: RequestScope,
  charge: Charge,
  lane: keyof Gate['lanes'],
): Promise<() => void> {
  const { gate } = scope.services
  const { allowances, refused } = await gate.rates.charge(callerOf(scope), charge)
  scope.allowances = allowances
  if (refused) throw usedUp(allowances[refused]!, refused)
  return gate.lanes[lane].acquire()
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
    `More than ${limit} ${chargedFor[kind]} in a minute. Wait.`,
    Math.max(1, resetAt.getTime() - Date.now()),
    { limit, remaining, resetAt },
  )
}

/** The headers of an answer about the rate of which the smallest share is left; none without a rate. */
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
