import type { Fact } from './fact.ts'

/** A user's facts in funnel order, with the steps (0-based) that each may serve. */
export type Candidate = Fact & { steps: number[] }

/** One way through the funnel: the fact that served step 1, then the one that served step 2, … */
export type Chain = Candidate[]

/** What an attempt that starts at `stream[start]` can do; `deadline` is the last millisecond that counts. */
export type Attempt = { stream: Candidate[]; start: number; deadline: number }

export type Walk = (attempt: Attempt) => Chain[]

/**
 * Every chain of the attempt, of every length: at each step, every later fact that could serve it is tried.
 * Grows with (facts choose steps), so it is for tens of facts a user.
 */
export function everyChain({ stream, start, deadline }: Attempt): Chain[] {
  const chains: Chain[] = []
  const extend = (chain: Chain, last: number) => {
    chains.push(chain)
    for (const [place, next] of stream.entries()) {
      // A later place, so no fact can serve twice.
      if (place > last && next.steps.includes(chain.length) && next.at <= deadline) {
        extend([...chain, next], place)
      }
    }
  }
  extend([stream[start]!], start)
  return chains
}

/**
 * Only the chain that serves each step by the earliest fact it can; for large sets.
 *
 * It is enough. Let c1 < c2 < … be any chain of the attempt and g1 < g2 < … the earliest one. g1 = c1, both are
 * the start. If g(k) ≤ c(k), then c(k+1) comes after g(k), matches step k+1 and is inside the window, and g(k+1)
 * is the earliest such fact, so g(k+1) ≤ c(k+1). So the earliest chain is as deep as any, completes no later,
 * and serves each step no later.
 */
export function earliestChain({ stream, start, deadline }: Attempt): Chain[] {
  const chain = [stream[start]!]
  for (const next of stream.slice(start + 1)) {
    if (next.at > deadline) break
    if (next.steps.includes(chain.length)) chain.push(next)
  }
  return [chain]
}
