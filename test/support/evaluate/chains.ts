import type { Event } from './event.ts'

/** A user's events in funnel order, with the steps (0-based) that each may serve, and the exclusions it is. */
export type Candidate = Event & { steps: number[]; excludes?: number[] }

/** One way through the funnel: the event that served step 1, then the one that served step 2, … */
export type Chain = Candidate[]

/** What an attempt that starts at `stream[start]` can do; `deadline` is the last millisecond that counts. */
export type Attempt = { stream: Candidate[]; start: number; deadline: number }

export type Walk = (attempt: Attempt) => Chain[]

/**
 * Every chain of the attempt, of every length: at each step, every later event that could serve it is tried.
 * Grows with (events choose steps), so it is for tens of events a user.
 */
export function everyChain({ stream, start, deadline }: Attempt): Chain[] {
  const chains: Chain[] = []
  const extend = (chain: Chain, last: number) => {
    chains.push(chain)
    for (const [place, next] of stream.entries()) {
      // A later place, so no event can serve twice.
      if (place > last && next.steps.includes(chain.length) && next.at <= deadline) {
        extend([...chain, next], place)
      }
    }
  }
  extend([stream[start]!], start)
  return chains
}

/**
 * Only the chain that serves each step by the earliest event it can; for large sets.
 *
 * It is enough. Let c1 < c2 < … be any chain of the attempt and g1 < g2 < … the earliest one. g1 = c1, both are
 * the start. If g(k) ≤ c(k), then c(k+1) comes after g(k), matches step k+1 and is inside the window, and g(k+1)
 * is the earliest such event, so g(k+1) ≤ c(k+1). So the earliest chain is as deep as any, completes no later,
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

/**
 * The chain of steps right after each other: each is served at the instant of the one before or at the next instant
 * at which the user did anything. What else happens at those instants is not asked.
 */
export function strictChain({ stream, start, deadline }: Attempt): Chain[] {
  const chain = [stream[start]!]
  let place = start
  for (;;) {
    const last = chain.at(-1)!
    const nextAt = stream.find(({ at }) => at > last.at)?.at
    const next = stream.findIndex(
      ({ at, steps }, i) => i > place && steps.includes(chain.length) && (at === last.at || at === nextAt),
    )
    if (next === -1 || stream[next]!.at > deadline) return [chain]
    chain.push(stream[next]!)
    place = next
  }
}

/** The events with which one more distinct step is served, whichever event serves which. */
export function unorderedChain({ stream, start, deadline }: Attempt, steps: number): Chain[] {
  const chain: Candidate[] = []
  const seen: Candidate[] = []
  for (const event of stream.slice(start)) {
    if (event.at > deadline) break
    seen.push(event)
    if (mostServed(seen, steps) > chain.length) chain.push(event)
  }
  return [chain]
}

/** The most steps that these events can serve when one event serves one step: every way to share them out is tried. */
function mostServed(events: Candidate[], steps: number): number {
  const serving = new Map<number, Candidate>()
  const finds = (step: number, tried: Set<Candidate>): boolean =>
    events.some(event => {
      if (!event.steps.includes(step) || tried.has(event)) return false
      tried.add(event)
      const other = [...serving].find(([, server]) => server === event)?.[0]
      if (other !== undefined && !finds(other, tried)) return false
      serving.set(step, event)
      return true
    })
  return Array.from({ length: steps }, (_, step) => step).filter(step => finds(step, new Set())).length
}
