import { createHash } from 'node:crypto'
import { type Pool } from 'pg'
import { type Env } from '../env.ts'
import { type Count, createCounter } from './counter.ts'

/** What is counted in a minute: mutations that track one fact, those that track a batch, points of everything else. */
const rateKinds = ['track', 'batch', 'query'] as const
export type RateKind = (typeof rateKinds)[number]

/** How much of each kind a request uses. */
export type Charge = Record<RateKind, number>

/** What a caller may still use of a kind. */
export interface Allowance {
  limit: number
  remaining: number
  resetAt: Date
}

/** What became of a charge: the state of each kind that has a limit, and the kind that was used up, if one was. */
export interface Charged {
  allowances: Partial<Record<RateKind, Allowance>>
  refused?: RateKind
}

export interface Rates {
  charge(caller: string, charge: Charge): Promise<Charged>
}

const minuteMs = 60_000

/**
 * What each caller may use in a minute, which begins with the first request. What is refused is not charged, as far
 * as this process can tell without asking PostgreSQL.
 */
export function createRates(pool: Pool, limits: Env['rates']): Rates {
  const counter = createCounter(pool, minuteMs)
  const allowancesOf = (kinds: RateKind[], counts: Count[]) =>
    Object.fromEntries(kinds.map((kind, i) => [kind, toAllowance(limits[kind], counts[i]!)]))
  return {
    charge: async (caller, charge) => {
      const kinds = rateKinds.filter(kind => limits[kind] && charge[kind])
      if (!kinds.length) return { allowances: {} }
      const keyOf = keysOf(caller)
      const known = kinds.map(kind => counter.known(keyOf(kind)) ?? { used: 0, resetsAt: endOfNow() })
      const refused = kinds.find((kind, i) => known[i]!.used + charge[kind] > limits[kind])
      if (refused) return { allowances: allowancesOf(kinds, known), refused }
      const counts = await Promise.all(kinds.map(kind => counter.add(keyOf(kind), charge[kind])))
      return {
        allowances: allowancesOf(kinds, counts),
        refused: kinds.find((kind, i) => counts[i]!.used > limits[kind]),
      }
    },
  }
}

const endOfNow = () => performance.now() + minuteMs

/** A subject may be any text: its hash is not. */
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
