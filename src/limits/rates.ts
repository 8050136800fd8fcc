import { createHash } from 'node:crypto'
import { type Pool } from 'pg'
import { minuteMs } from '../durations.ts'
import { type Env } from '../env.ts'
import { Counter, type KnownCount } from './counter.ts'
import { type Count } from './window-counts.ts'

/**
 * The kinds of use that are counted per minute: mutations that track one event, mutations that track a batch, points
 * of everything else, custom queries, requests with spans.
 */
const rateKinds = ['track', 'batch', 'query', 'sql', 'otlp'] as const
export type RateKind = (typeof rateKinds)[number]

/** How much of each kind is used; absent kinds are not. */
export type Charge = Partial<Record<RateKind, number>>

/** The rest of a caller's limit in the current minute. */
export interface Allowance {
  limit: number
  remaining: number
  resetAt: Date
}

/**
 * The outcome of a charge: the allowance of each kind that has a limit, and the kind whose limit refuses the request.
 */
export interface Charged {
  allowances: Partial<Record<RateKind, Allowance>>
  refused?: RateKind
}

export interface Rates {
  charge(caller: string, charge: Charge): Promise<Charged>
  /** Gives a part of a charge back and returns the allowances that this changes. */
  giveBack(caller: string, part: Charge): Charged['allowances']
  /** The allowance of a kind as far as this process knows, without a charge; undefined without a limit. */
  known(caller: string, kind: RateKind): Allowance | undefined
  /** The same counts with other limits, such as those of a project; 0 is no limit. */
  within(own: Partial<Record<RateKind, number>>): Rates
}

/** The table is unlogged: a crash of PostgreSQL forgets the current minute. */
export const rateCounts = { table: 'rate_counts', amount: 'used', windowMs: minuteMs }

/**
 * Limits what each caller uses in a minute, which begins with the first request. A request that this process knows to
 * be over the limit is refused without being charged; a request that only PostgreSQL knows to be over it has been
 * charged. A request far below the limit, by the last count of all processes in the minute and what this one has used since,
 * does not wait for PostgreSQL.
 */
export function createRates(pool: Pool, limits: Env['rates']): Rates {
  return ratesWithin(new Counter(pool, rateCounts), limits)
}

function ratesWithin(counter: Counter, limits: Env['rates']): Rates {
  const allowancesOf = (kinds: RateKind[], counts: Count[]) =>
    Object.fromEntries(kinds.map((kind, i) => [kind, toAllowance(limits[kind], counts[i]!)]))
  const known = (caller: string, kind: RateKind): KnownCount =>
    counter.known(keysOf(caller)(kind)) ?? { used: 0, resetsAt: minuteFromNow(), isShared: false }
  return {
    known: (caller, kind) => (limits[kind] ? toAllowance(limits[kind], known(caller, kind)) : undefined),
    charge: async (caller, charge) => {
      const kinds = rateKinds.filter(kind => limits[kind] && charge[kind])
      if (!kinds.length) return { allowances: {} }
      const keyOf = keysOf(caller)
      const before = kinds.map(kind => known(caller, kind))
      const refused = kinds.find((kind, i) => before[i]!.used + charge[kind]! > limits[kind])
      if (refused) return { allowances: allowancesOf(kinds, before), refused }
      const counts = await Promise.all(
        kinds.map((kind, i) => {
          const isFar = before[i]!.isShared && before[i]!.used + charge[kind]! <= limits[kind] * farShare
          return counter[isFar ? 'addSoon' : 'add'](keyOf(kind), charge[kind]!)
        }),
      )
      return {
        allowances: allowancesOf(kinds, counts),
        refused: kinds.find((kind, i) => counts[i]!.used > limits[kind]),
      }
    },
    giveBack: (caller, part) => {
      const keyOf = keysOf(caller)
      const allowances: Charged['allowances'] = {}
      for (const kind of rateKinds.filter(kind => limits[kind] && part[kind])) {
        const count = counter.takeBack(keyOf(kind), part[kind]!)
        if (count) allowances[kind] = toAllowance(limits[kind], count)
      }
      return allowances
    },
    within: own => ratesWithin(counter, { ...limits, ...own }),
  }
}

/**
 * The share of a limit up to which no request waits. Before PostgreSQL has answered, each process may accept so much: three at the
 * same instant a fifth above the limit, five twice the limit. Of a limit below 5 every request waits, unless uses were given back.
 */
const farShare = 0.4

const minuteFromNow = () => performance.now() + minuteMs

/** A subject may be any text, so keys hold its hash. */
function keysOf(caller: string): (kind: RateKind) => string {
  const hash = createHash('sha256').update(caller).digest('base64url')
  return kind => `${kind}:${hash}`
}

function toAllowance(limit: number, { used, resetsAt }: Count): Allowance {
  return {
    limit,
    remaining: Math.max(0, limit - used),
    resetAt: new Date(Date.now() + Math.max(0, resetsAt - performance.now())),
  }
}
