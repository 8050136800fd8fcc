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
  await chargeCaller(scope, charge)
  try {
    return await scope.services.gate.concurrency[limit].acquire()
  } catch (error) {
    giveBack(scope, charge)
    throw error
  }
}

/** Charges the caller for a custom query. @throws RATE_LIMITED */
export const chargeCustomQuery = (scope: RequestScope): Promise<void> => chargeCaller(scope, { sql: 1 })

/** Charges the caller for the first answer of a subscription. @throws RATE_LIMITED */
export const chargeSubscription = (scope: RequestScope): Promise<void> =>
  chargeCaller(scope, { query: Math.max(1, scope.cost) })

async function chargeCaller(scope: RequestScope, charge: Charge): Promise<void> {
  const { allowances, refused } = await ratesOf(scope).charge(callerOf(scope), charge)
  scope.allowances = { ...scope.allowances, ...allowances }
  if (refused) throw usedUp(allowances[refused]!, refused)
}

/** Gives the caller back the points of the questions that did not run; each request costs one point at least. */
export function giveBackUnused(scope: RequestScope): void {
  const used = Math.max(1, scope.askedFields.usedPoints)
  if (used >= scope.cost) return
  giveBack(scope, { query: scope.cost - used })
  scope.cost = used
}

/** Gives the caller back a part of the charge that was not used. */
function giveBack(scope: RequestScope, part: Charge): void {
  const allowances = ratesOf(scope).giveBack(callerOf(scope), part)
  scope.allowances = { ...scope.allowances, ...allowances }
}

/** The rates of the service, with those that the project has instead. */
const ratesOf = ({ services, project }: RequestScope) =>
  services.gate.rates.within(services.projects.settingsOf(project).limits)

/**
 * A request without a token is charged to its address. The visitors of a web page share its API key: each of them is
 * charged by address, so that one of them cannot use up the limit of all.
 */
function callerOf({ viewer, address, isFromPage }: RequestScope): string {
  if (!viewer) return JSON.stringify([address])
  const sharesKey = isFromPage && viewer.proof === 'API_KEY'
  return JSON.stringify([viewer.project, viewer.subject, ...(sharesKey ? [address] : [])])
}

const chargedFor: Record<RateKind, { things: string; setting: string }> = {
  track: { things: 'mutations that track', setting: 'RATE_TRACK' },
  batch: { things: 'batches', setting: 'RATE_BATCH' },
  query: { things: 'points of queries', setting: 'RATE_QUERY' },
  sql: { things: 'custom queries', setting: 'RATE_SQL' },
  otlp: { things: 'requests with spans', setting: 'RATE_OTLP' },
}

function usedUp({ limit, remaining, resetAt }: Allowance, kind: RateKind) {
  const { things, setting } = chargedFor[kind]
  return rateLimited(
    `More than ${limit} ${things} in a minute (setting ${setting}). The minute ends at ${resetAt.toISOString()}; ` +
      'send the request again after retryAfterMs.',
    Math.max(1, resetAt.getTime() - Date.now()),
    { limit, remaining, resetAt, setting },
  )
}

/**
 * The headers about the rate limit with the smallest remaining share. A request that was refused before it was charged has
 * those of questions. None without a limit.
 */
export function rateHeaders(scope: RequestScope): Record<string, string> {
  const charged = Object.values(scope.allowances)
  const [nearest = ratesOf(scope).known(callerOf(scope), 'query')] = charged.toSorted(
    (a, b) => a.remaining / a.limit - b.remaining / b.limit,
  )
  if (!nearest) return {}
  return {
    'x-ratelimit-limit': String(nearest.limit),
    'x-ratelimit-remaining': String(nearest.remaining),
    'x-ratelimit-reset': String(Math.ceil(nearest.resetAt.getTime() / 1_000)),
  }
}
