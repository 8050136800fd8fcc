import type { Event } from './event.ts'

/** A user's events in funnel order, with the steps (0-based) and the exclusions that each event matches. */
export type Candidate = Event & { steps: number[]; excludes?: number[] }

/** One way through the funnel: the event for step 1, then the event for step 2, … */
export type Chain = Candidate[]

/** An attempt that starts at `stream[start]`; `deadline` is its last millisecond. */
export type Attempt = { stream: Candidate[]; start: number; deadline: number }

export type Walk = (attempt: Attempt) => Chain[]

/**
 * Every chain of the attempt, of every length: each step tries every later event that matches. Grows with (events
 * choose steps), so it is for tens of events per user.
 */
export function everyChain({ stream, start, deadline }: Attempt): Chain[] {
  const chains: Chain[] = []
  const extend = (chain: Chain, last: number) => {
    chains.push(chain)
    for (const [index, next] of stream.entries()) {
      // A later position, so no event serves two steps.
      if (index > last && next.steps.includes(chain.length) && next.at <= deadline) {
        extend([...chain, next], index)
      }
    }
  }
  extend([stream[start]!], start)
  return chains
}

/**
 * Only the chain that serves each step by the earliest matching event; for large sets.
 *
 * This chain is enough. Let c1 < c2 < … be any chain of the attempt and g1 < g2 < … the earliest one. g1 = c1, both are
 * the start. If g(k) ≤ c(k), then c(k+1) comes after g(k), matches step k+1 and is inside the window, and g(k+1) is the
 * earliest such event, so g(k+1) ≤ c(k+1). So the earliest chain is as deep as any, completes no later, and serves each
 * step no later.
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
 * The chain of consecutive steps: each step is served at the instant of the one before, or at the next instant with an
 * event of the user. Other events at those instants do not matter.
 */
export function strictChain({ stream, start, deadline }: Attempt): Chain[] {
  const chain = [stream[start]!]
  let index = start
  for (;;) {
    const last = chain.at(-1)!
    const nextAt = stream.find(({ at }) => at > last.at)?.at
    const next = stream.findIndex(
      ({ at, steps }, i) => i > index && steps.includes(chain.length) && (at === last.at || at === nextAt),
    )
    if (next === -1 || stream[next]!.at > deadline) return [chain]
    chain.push(stream[next]!)
    index = next
  }
}

/** Every chain of the attempt if the events of one instant have no order: only time decides which event comes next. */
export function everyChainInAnyOrder({ stream, start, deadline }: Attempt): Chain[] {
  const chains: Chain[] = []
  const extend = (chain: Chain, from: number) => {
    if (chain.length) chains.push(chain)
    for (const next of stream) {
      const isInTime = chain.length ? next.at >= from && next.at <= deadline : next.at === from
      if (isInTime && next.steps.includes(chain.length) && !chain.includes(next))
        extend([...chain, next], next.at)
    }
  }
  extend([], stream[start]!.at)
  return chains
}

/** The chain that takes at each instant with an event as many steps as possible, and ends where it takes none. */
export function strictChainInAnyOrder({ stream, start, deadline }: Attempt): Chain[] {
  const left = stream.filter(({ at }) => at >= stream[start]!.at && at <= deadline)
  const chain: Candidate[] = []
  for (const instant of Map.groupBy(left, ({ at }) => at).values()) {
    const taken = longestRun(instant, chain.length)
    if (!taken.length) break
    chain.push(...taken)
  }
  return [chain]
}

/** The most steps from this one on that events can take, each event one step: every order is tried. */
function longestRun(events: Candidate[], step: number): Chain {
  const runs = events
    .filter(({ steps }) => steps.includes(step))
    .map(event => [
      event,
      ...longestRun(
        events.filter(other => other !== event),
        step + 1,
      ),
    ])
  return runs.reduce((a, b) => (b.length > a.length ? b : a), [])
}

/** The events at which the number of distinct served steps grows, under the best assignment. */
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

/** The most steps that these events can serve if each event serves one step: every assignment is tried. */
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
