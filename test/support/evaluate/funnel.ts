import type { FilterInput } from '../../../src/schema/filter-input.ts'
import {
  type Attempt,
  type Candidate,
  type Chain,
  everyChain,
  everyChainInAnyOrder,
  strictChain,
  strictChainInAnyOrder,
  unorderedChain,
  type Walk,
} from './chains.ts'
import type { Event } from './event.ts'
import { passes } from './filter.ts'
import type { LogEvent } from './log-event.ts'
import { quantile } from './quantile.ts'
import { unitsOf } from './units.ts'

/** An event: null is any activity. */
type Match = { event?: string | string[] | null; filter?: FilterInput }

/** An event, or any of several. */
type Pattern = Match & { anyOf?: Match[] }

/** Between two steps, counted from 0. */
type Exclusion = Pattern & {
  fromStep: number
  toStep: number
  action: 'DROP_USER' | 'DROP_ATTEMPT' | 'STOP_ATTEMPT'
}

type Step = Pattern & { firstTime?: boolean; firstTimeOf?: 'NAME' | 'MATCH' | null }

export type FunnelQuestion = {
  steps: Step[]
  /** Milliseconds UTC; attempts start in `[from, to)`. */
  from: number
  to: number
  windowSeconds: number
  attempt: 'BEST' | 'FIRST'
  rangeMode: 'ENTRY' | 'CLIP'
  order?: 'ORDERED' | 'STRICT' | 'UNORDERED'
  ties?: 'STEP_ORDER' | 'ANY_ORDER'
  unit?: 'USER' | 'SESSION' | 'CONVERSATION'
  filter?: FilterInput
  exclusions?: Exclusion[]
  breakdown?: {
    properties: string[]
    attribution: 'FIRST_STEP' | 'STEP' | 'FIRST_TOUCH' | 'LAST_TOUCH' | 'EACH_VALUE'
    /** Counted from 0. */
    step?: number
    /** The number of values that are shown. */
    first: number
  }
  /** Only attempts that start in here, among those in the range. */
  entry?: { from: number; to: number }
}

/** Seconds are counted from the previous step; null for step 1 and for steps that no user reached. */
type FunnelStep = {
  users: number
  medianSeconds: number | null
  averageSeconds: number | null
  p90Seconds: number | null
}

/** The depth of a user, and the time (milliseconds UTC) of each step in the attempt that counts. */
type FunnelUser = { depth: number; times: number[] }

export type FunnelAnswer = {
  steps: FunnelStep[]
  /** Users who did not complete and have an attempt that may still continue at `asOf`. */
  openAttempts: number
  users: Map<string, FunnelUser>
}

/** The result of all attempts of one unit. */
type Outcome = FunnelUser & { isOpen: boolean; start: Candidate }

/**
 * The funnel, computed by trying every attempt of every user. Slow and literal on purpose: a second opinion. `walk` is
 * `everyChain`, or `earliestChain` for sets too large for that; strict and unordered steps have walks of their own.
 */
export function funnel(
  events: Event[],
  question: FunnelQuestion,
  asOf: number,
  walk: Walk = everyChain,
): FunnelAnswer {
  const outcomes = new Map<string, Outcome>()
  for (const [unit, stream] of streamsOf(events, question)) {
    const outcome = outcomeOf(stream, question, asOf, walk)
    if (outcome) outcomes.set(unit, outcome)
  }
  return answerOf(outcomes, question)
}

/** The funnel of each breakdown value that is shown, and that of all others. A value is a text for each property. */
export function funnelByValue(
  events: Event[],
  question: FunnelQuestion,
  asOf: number,
): { shown: Map<string, FunnelAnswer>; other: FunnelAnswer | undefined } {
  const outcomes = new Map<string, Map<string, Outcome>>()
  for (const [unit, stream] of streamsOf(events, question))
    for (const [value, restricted] of valuesOf(stream, question)) {
      const outcome = outcomeOf(restricted, question, asOf, everyChain)
      const { attribution, step } = question.breakdown!
      if (!outcome || (attribution === 'STEP' && outcome.depth <= step!)) continue
      const under = attribution === 'FIRST_STEP' ? valueIn(outcome.start, question) : value
      if (!outcomes.has(under)) outcomes.set(under, new Map())
      outcomes.get(under)!.set(unit, outcome)
    }
  const { first } = question.breakdown!
  const ranked = [...outcomes].sort(
    ([a, own], [b, others]) => others.size - own.size || (a < b ? -1 : Number(a > b)),
  )
  const shown = ranked.slice(0, first).map(([value, own]) => [value, answerOf(own, question)] as const)
  const rest = ranked.slice(first).map(([, own]) => own)
  return { shown: new Map(shown), other: rest.length ? answerOf(deepestOf(rest), question) : undefined }
}

/** Each unit once, with the value under which it gets furthest. */
function deepestOf(groups: Map<string, Outcome>[]): Map<string, Outcome> {
  const deepest = new Map<string, Outcome>()
  for (const [unit, outcome] of groups.flatMap(group => [...group]))
    if (outcome.depth > (deepest.get(unit)?.depth ?? 0)) deepest.set(unit, outcome)
  return deepest
}

/** The text of each property, in one; '' if there is no value at all. */
function valueIn({ properties }: Event, { breakdown }: FunnelQuestion): string {
  const values = breakdown!.properties.map(property => String(properties?.[property] ?? ''))
  return values.some(value => value !== '') ? values.join('\0') : ''
}

/** The breakdown values of a stream, each with the part of the stream that counts for it. */
function valuesOf(stream: Candidate[], question: FunnelQuestion): [string, Candidate[]][] {
  const { attribution, step } = question.breakdown!
  const ofSteps = stream.filter(({ steps }) => steps.length)
  const given = ofSteps.map(event => valueIn(event, question)).filter(value => value !== '')
  if (attribution === 'FIRST_STEP') return [['', stream]]
  if (attribution === 'FIRST_TOUCH') return [[given[0] ?? '', stream]]
  if (attribution === 'LAST_TOUCH') return [[given.at(-1) ?? '', stream]]
  if (attribution === 'EACH_VALUE')
    return distinct(ofSteps.map(event => valueIn(event, question))).map(value => [
      value,
      stream.filter(event => valueIn(event, question) === value),
    ])
  const values = distinct(
    ofSteps.filter(({ steps }) => steps.includes(step!)).map(event => valueIn(event, question)),
  )
  return values.map(value => [
    value,
    stream.map(event =>
      valueIn(event, question) === value
        ? event
        : { ...event, steps: event.steps.filter(one => one !== step) },
    ),
  ])
}

const distinct = (values: string[]) => [...new Set(values)]

function streamsOf(events: Event[], question: FunnelQuestion): Map<string, Candidate[]> {
  // Events that no attempt can reach are skipped.
  const end = question.rangeMode === 'ENTRY' ? question.to + question.windowSeconds * 1_000 : question.to
  const isInside = ({ at }: Event) => at >= question.from && at < end
  const inside = events.filter(event => isInside(event) && passes(event as LogEvent, question.filter))
  const streams = [...unitsOf(inside, question.unit ?? 'USER')].map(
    ([unit, own]) => [unit, candidates(own, events, question)] as const,
  )
  return new Map(streams)
}

/** The events by time, then by the lowest step they match, then by log position. */
function candidates(own: Event[], all: Event[], question: FunnelQuestion): Candidate[] {
  return own
    .map(event => ({
      ...event,
      steps: question.steps.flatMap((step, i) => (serves(event, step, all, question) ? [i] : [])),
      excludes: (question.exclusions ?? []).flatMap((exclusion, i) =>
        alternatives(exclusion).some(match => isMatch(event, match)) ? [i] : [],
      ),
    }))
    .sort(inFunnelOrder)
}

const alternatives = ({ anyOf, ...own }: Pattern): Match[] => anyOf ?? [own]

function serves(event: Event, step: Step, all: Event[], { filter }: FunnelQuestion): boolean {
  return alternatives(step).some(match => {
    const counts = (other: Event) =>
      step.firstTimeOf === 'MATCH'
        ? isMatch(other, match) && passes(other as LogEvent, filter)
        : isMatch(other, { event: match.event })
    return isMatch(event, match) && (!step.firstTime || firstEver(event, counts, all) === event.position)
  })
}

function isMatch(event: Event, { event: names, filter }: Match): boolean {
  const { kind, isBot } = event as LogEvent
  const isActivity = event.user !== null && kind !== 'system_metric' && !isBot
  return (
    (names == null ? isActivity : [names].flat().includes(event.name)) && passes(event as LogEvent, filter)
  )
}

/** The log position of this user's first event ever of those that count. */
function firstEver({ user }: Event, counts: (event: Event) => boolean, all: Event[]): number | undefined {
  const own = all.filter(event => event.user !== null && event.user === user && counts(event))
  return own.toSorted((a, b) => a.at - b.at || a.position - b.position)[0]?.position
}

/** An event of no step sorts before events of steps. */
function inFunnelOrder(a: Candidate, b: Candidate): number {
  const lowest = ({ steps }: Candidate) => (steps.length ? Math.min(...steps) : -1)
  return a.at - b.at || lowest(a) - lowest(b) || a.position - b.position
}

/** An event may come before another, in the order of the funnel; with ties in any order only time decides. */
const orderOf = (question: FunnelQuestion) =>
  isInAnyOrder(question) ? (a: Candidate, b: Candidate) => a.at - b.at : inFunnelOrder

/** An attempt and its result. */
type Tried = { start: Candidate; chain: Chain; isSpoiled: boolean; isDropped: boolean; goesOn: boolean }

/** Undefined if the user did not enter, or if the deepest attempt is excluded. */
function outcomeOf(
  stream: Candidate[],
  question: FunnelQuestion,
  asOf: number,
  walk: Walk,
): Outcome | undefined {
  const tried = attemptsOf(stream, question)
    .flatMap(attempt => tryOut(attempt, question, asOf, walk))
    .filter(({ isDropped }) => !isDropped)
  if (!tried.length) return undefined
  const best = tried.reduce((a, b) => (isBetter(b, a, orderOf(question)) ? b : a))
  if (best.isSpoiled) return undefined
  const isOpen = best.chain.length < question.steps.length && tried.some(({ goesOn }) => goesOn)
  return { depth: best.chain.length, times: best.chain.map(({ at }) => at), isOpen, start: best.start }
}

/** The attempts that count, in the order of their starts. */
function attemptsOf(stream: Candidate[], question: FunnelQuestion): Attempt[] {
  const { from, to } = question.entry ?? question
  const opens = ({ steps }: Candidate) =>
    question.order === 'UNORDERED' ? steps.length > 0 : steps.includes(0)
  const attempts = stream.flatMap((first, start) =>
    opens(first) && first.at >= Math.max(from, question.from) && first.at < Math.min(to, question.to)
      ? [{ stream, start, deadline: first.at + question.windowSeconds * 1000 }]
      : [],
  )
  if (question.attempt === 'FIRST') return attempts.slice(0, 1)
  return isInAnyOrder(question) ? attempts.filter(isLastOfInstant) : attempts
}

/** In any order the attempts that start at one instant are the same one. */
const isLastOfInstant = ({ stream, start }: Attempt, i: number, attempts: Attempt[]) =>
  stream[start]!.at !== (attempts[i + 1] && stream[attempts[i + 1]!.start]!.at)

/** Whether the events of one instant have no order. */
const isInAnyOrder = ({ ties, order }: FunnelQuestion) => ties === 'ANY_ORDER' && order !== 'UNORDERED'

function tryOut(attempt: Attempt, question: FunnelQuestion, asOf: number, walk: Walk): Tried[] {
  const { order = 'ORDERED', exclusions = [], steps } = question
  const every = isInAnyOrder(question) ? everyChainInAnyOrder : walk
  const chains =
    order === 'STRICT'
      ? (isInAnyOrder(question) ? strictChainInAnyOrder : strictChain)(attempt)
      : order === 'UNORDERED'
        ? unorderedChain(attempt, steps.length)
        : exclusions.length
          ? [earliestOf(every(attempt), orderOf(question))]
          : every(attempt)
  return chains.map(chain => judged(attempt, chain, question, asOf))
}

type Order = (a: Candidate, b: Candidate) => number

/** Each step takes the first event that matches; its exclusions count from then on. */
const earliestOf = (chains: Chain[], order: Order): Chain =>
  chains.reduce((a, b) => (isEarlier(b, a, order) ? b : a))

function isEarlier(a: Chain, b: Chain, order: Order): boolean {
  if (a.length !== b.length) return a.length > b.length
  const differing = a.findIndex((event, i) => order(event, b[i]!) !== 0)
  return differing !== -1 && order(a[differing]!, b[differing]!) < 0
}

function judged(
  { stream, start, deadline }: Attempt,
  chain: Chain,
  question: FunnelQuestion,
  asOf: number,
): Tried {
  const brokenAt = question.order === 'STRICT' ? nextInstant(stream, chain.at(-1)!) : Infinity
  const met = (question.exclusions ?? []).map((exclusion, i) => ({
    action: exclusion.action,
    at: Math.min(
      ...stream
        .filter(event => event.excludes?.includes(i) && isBetween(event, chain, exclusion, question))
        .filter(({ at }) => at <= deadline && (chain.length > exclusion.toStep || at <= brokenAt))
        .filter(({ at }) => !stream.some(other => other.at === at && other.steps.length))
        .map(({ at }) => at),
    ),
  }))
  const firstOf = (action: string) =>
    Math.min(...met.filter(one => one.action === action).map(({ at }) => at))
  const [stoppedAt, spoiledAt, droppedAt] = [
    firstOf('STOP_ATTEMPT'),
    firstOf('DROP_USER'),
    firstOf('DROP_ATTEMPT'),
  ]
  const left = chain.filter(({ at }) => at < stoppedAt)
  const isDropped = droppedAt !== Infinity && droppedAt <= stoppedAt && droppedAt < spoiledAt
  const isSpoiled = spoiledAt !== Infinity && spoiledAt <= stoppedAt
  const until = question.rangeMode === 'CLIP' ? Math.min(deadline, question.to - 1) : deadline
  const goesOn =
    !isSpoiled &&
    stoppedAt === Infinity &&
    chain.length < question.steps.length &&
    until > asOf &&
    brokenAt > deadline
  return { start: stream[start]!, chain: left, isSpoiled, isDropped, goesOn }
}

/** After the one step and, if the other step was reached, before that. */
function isBetween(
  { at }: Event,
  chain: Chain,
  { fromStep, toStep }: Exclusion,
  { order }: FunnelQuestion,
): boolean {
  const from = order === 'UNORDERED' ? chain[0] : chain[fromStep]
  const to = chain[toStep]
  return from !== undefined && at > from.at && (to === undefined || at < to.at)
}

const nextInstant = (stream: Candidate[], { at }: Candidate) =>
  Math.min(...stream.filter(event => event.at > at).map(event => event.at))

/** Deeper; else clean; else completed by an earlier event; else entered later; else with earlier steps in between. */
function isBetter(a: Tried, b: Tried, order: Order): boolean {
  if (a.chain.length !== b.chain.length) return a.chain.length > b.chain.length
  if (a.isSpoiled !== b.isSpoiled) return b.isSpoiled
  const completion = order(a.chain.at(-1)!, b.chain.at(-1)!)
  if (completion !== 0) return completion < 0
  const entry = order(a.chain[0]!, b.chain[0]!)
  if (entry !== 0) return entry > 0
  const between = a.chain
    .map((event, step) => order(event, b.chain[step]!))
    .find(difference => difference !== 0)
  return between !== undefined && between < 0
}

function answerOf(outcomes: Map<string, Outcome>, question: FunnelQuestion): FunnelAnswer {
  const all = [...outcomes.values()]
  return {
    steps: question.steps.map((_, step) => stepOf(step, all)),
    openAttempts: all.filter(({ isOpen }) => isOpen).length,
    users: new Map([...outcomes].map(([unit, { depth, times }]) => [unit, { depth, times }])),
  }
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
