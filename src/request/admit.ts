import { rateLimited } from '../errors.ts'
import { type Gate } from '../limits/gate.ts'
import { type Allowance, type Charge, type RateKind } from '../limits/rates.ts'
import { type RequestScope } from './request-scope.ts'

/**
 * Charges the rates of the caller, then waits until its concurrency limit has room. A request that finds none is charged
 * nothing.
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
  try {
    return await gate.concurrency[limit].acquire()
  } catch (error) {
    giveBack(scope, charge)
    throw error
  }
}

/** Gives the caller back the points of the questions that did not run; each request costs one point at least. */
export function giveBackUnused(scope: RequestScope): void {
  const used = Math.max(1, scope.askedFields.usedPoints)
  if (used >= scope.cost) return
  giveBack(scope, { query: scope.cost - used })
  scope.cost = used
}

/** Gives the caller back a part of the charge that was not used. */
function giveBack(scope: RequestScope, part: Partial<Charge>): void {
  const allowances = scope.services.gate.rates.giveBack(callerOf(scope), part)
  scope.allowances = { ...scope.allowances, ...allowances }
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
