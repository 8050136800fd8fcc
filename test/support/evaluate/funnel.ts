import { type Attempt, type Candidate, type Chain, everyChain, type Walk } from './chains.ts'
import type { Fact } from './fact.ts'
import { quantile } from './quantile.ts'

export type FunnelQuestion = {
  steps: { event: string | string[] }[]
  /** Milliseconds UTC; attempts start in `[from, to)`. */
  from: number
  to: number
  windowSeconds: number
  attempt: 'BEST' | 'FIRST'
  rangeMode: 'ENTRY' | 'CLIP'
}

/** Seconds are counted from the previous step; null for step 1 and where nobody got. */
type FunnelStep = {
  users: number
  medianSeconds: number | null
  averageSeconds: number | null
  p90Seconds: number | null
}

/** How far a user got, and when (milliseconds UTC) each step was served in the attempt that counts. */
type FunnelUser = { depth: number; times: number[] }

export type FunnelAnswer = {
  steps: FunnelStep[]
  /** Users who did not complete and whose latest attempt that counts may still go on at `asOf`. */
  openAttempts: number
  users: Map<string, FunnelUser>
}

/**
 * The ordered funnel by trying every attempt of every user. Slow and literal on purpose: a second opinion.
 * `walk` is `everyChain`, or `earliestChain` for sets too large for that.
 */
export function funnel(
  facts: Fact[],
  question: FunnelQuestion,
  asOf: number,
  walk: Walk = everyChain,
): FunnelAnswer {
  const users = new Map<string, FunnelUser>()
  let openAttempts = 0
  for (const [user, own] of factsByUser(facts)) {
    const attempts = attemptsOf(own, question)
    if (attempts.length === 0) continue
    const best = attempts.flatMap(attempt => walk(attempt)).reduce((a, b) => (isBetter(b, a) ? b : a))
    users.set(user, { depth: best.length, times: best.map(fact => fact.at) })
    const isOpen = best.length < question.steps.length && attempts.at(-1)!.deadline > asOf
    if (isOpen) openAttempts++
  }
  const steps = question.steps.map((_, step) => stepOf(step, [...users.values()]))
  return { steps, openAttempts, users }
}

function factsByUser(facts: Fact[]): Map<string, Fact[]> {
  const named = facts.filter(fact => fact.user !== null)
  return Map.groupBy(named, fact => fact.user!)
}

/** The attempts that count, in the order of their starts. */
function attemptsOf(facts: Fact[], question: FunnelQuestion): Attempt[] {
  const stream = candidates(facts, question)
  const attempts: Attempt[] = []
  for (const [start, first] of stream.entries()) {
    const isEntry = first.steps.includes(0) && first.at >= question.from && first.at < question.to
    if (isEntry) attempts.push({ stream, start, deadline: first.at + question.windowSeconds * 1000 })
  }
  return question.attempt === 'FIRST' ? attempts.slice(0, 1) : attempts
}

/** The facts that match a step, by time, then by the lowest step they match, then by place in the log. */
function candidates(facts: Fact[], question: FunnelQuestion): Candidate[] {
  const candidates: Candidate[] = []
  for (const fact of facts) {
    const steps = question.steps.flatMap(({ event }, step) =>
      [event].flat().includes(fact.name) ? [step] : [],
    )
    const isInside = question.rangeMode === 'ENTRY' || fact.at < question.to
    if (steps.length > 0 && isInside) candidates.push({ ...fact, steps })
  }
  return candidates.sort(inFunnelOrder)
}

function inFunnelOrder(a: Candidate, b: Candidate): number {
  return a.at - b.at || Math.min(...a.steps) - Math.min(...b.steps) || a.position - b.position
}

/** Deeper; else completed by an earlier fact; else entered later; else served a step in between earlier. */
function isBetter(a: Chain, b: Chain): boolean {
  if (a.length !== b.length) return a.length > b.length
  const completion = inFunnelOrder(a.at(-1)!, b.at(-1)!)
  if (completion !== 0) return completion < 0
  const entry = inFunnelOrder(a[0]!, b[0]!)
  if (entry !== 0) return entry > 0
  const between = a.map((fact, step) => inFunnelOrder(fact, b[step]!)).find(order => order !== 0)
  return between !== undefined && between < 0
}

function stepOf(step: number, users: FunnelUser[]): FunnelStep {
  const reached = users.filter(user => user.depth > step)
  const seconds = step === 0 ? [] : reached.map(({ times }) => (times[step]! - times[step - 1]!) / 1000)
  const sum = seconds.reduce((total, value) => total + value, 0)
  return {
    users: reached.length,
    medianSeconds: quantile(seconds, 0.5),
    averageSeconds: seconds.length === 0 ? null : sum / seconds.length,
    p90Seconds: quantile(seconds, 0.9),
  }
}
