import {
  type EventMatch,
  eventInput,
  eventOf,
  isEmpty,
  readEvent,
  writeEvent,
} from '../../address/event-text.ts'
import { readSubject, writeSubject } from '../../address/filter-text.ts'
import { type Subject, type Unit } from '../../address/question.ts'
import { readRange, writeRange } from '../../address/range-text.ts'

export const orders = ['ORDERED', 'STRICT', 'UNORDERED'] as const
export const countedUnits = ['USER', 'SESSION', 'CONVERSATION'] as const

/** An event that must not happen between two steps, which are counted from 1. */
export interface Exclusion {
  match: EventMatch
  /** 0 for the first step. */
  fromStep: number
  /** 0 for the last step. */
  toStep: number
}

export interface Window {
  count: number
  unit: Unit
}

/** A funnel as it is built. Everything of it is in the address. */
export interface FunnelDraft {
  steps: EventMatch[]
  exclusions: Exclusion[]
  order: (typeof orders)[number]
  unit: (typeof countedUnits)[number]
  window: Window
  by?: Subject | undefined
}

export const emptyDraft: FunnelDraft = {
  steps: [],
  exclusions: [],
  order: 'ORDERED',
  unit: 'USER',
  window: { count: 14, unit: 'DAY' },
}

type Own = Record<string, string>

/** `{ step1: 'signup', step2: 'message', not1: 'refund', order: 'strict', window: '1h', by: 'channel' }`. */
export function ownOf({ steps, exclusions, order, unit, window, by }: FunnelDraft): Own {
  return {
    ...numbered('step', steps.map(writeEvent)),
    ...numbered('not', exclusions.map(writeExclusion)),
    ...(order !== emptyDraft.order && { order: order.toLowerCase() }),
    ...(unit !== emptyDraft.unit && { per: unit.toLowerCase() }),
    ...(writeWindow(window) !== writeWindow(emptyDraft.window) && { window: writeWindow(window) }),
    ...(by && { by: writeSubject(by) }),
  }
}

/** The funnel of an address; undefined without steps. What cannot be read is left out. */
export function readDraft(own: Own): FunnelDraft | undefined {
  const steps = listed(own, 'step').flatMap(text => readEvent(text) ?? [])
  if (!steps.length) return undefined
  return {
    steps,
    exclusions: listed(own, 'not').flatMap(text => readExclusion(text) ?? []),
    order: orders.find(each => each.toLowerCase() === own.order) ?? emptyDraft.order,
    unit: countedUnits.find(each => each.toLowerCase() === own.per) ?? emptyDraft.unit,
    window: readWindow(own.window ?? '') ?? emptyDraft.window,
    by: own.by ? readSubject(own.by) : undefined,
  }
}

const numbered = (name: string, texts: string[]) =>
  Object.fromEntries(texts.map((text, index) => [`${name}${index + 1}`, text]))

const most = 20

const listed = (own: Own, name: string) =>
  Array.from({ length: most }, (_, index) => own[`${name}${index + 1}`]).filter(text => text !== undefined)

const writeExclusion = ({ match, fromStep, toStep }: Exclusion) =>
  `${fromStep || ''}-${toStep || ''}:${writeEvent(match)}`

function readExclusion(text: string): Exclusion | undefined {
  const [, from, to, event] = /^(\d{0,2})-(\d{0,2}):(.*)$/s.exec(text) ?? []
  const match = event === undefined ? undefined : readEvent(event)
  return match && { match, fromStep: Number(from), toStep: Number(to) }
}

const writeWindow = (window: Window) => writeRange({ kind: 'last', ...window })

function readWindow(text: string): Window | undefined {
  const range = readRange(text)
  return range?.kind === 'last' && range.unit in secondsOf
    ? { count: range.count, unit: range.unit }
    : undefined
}

const secondsOf: Partial<Record<Unit, number>> = { WEEK: 604_800, DAY: 86_400, HOUR: 3_600, MINUTE: 60 }

/** Whether it can be asked: at least two steps, and every event has a name. */
export const isComplete = ({ steps, exclusions }: FunnelDraft) =>
  steps.length > 1 && [...steps, ...exclusions.map(({ match }) => match)].every(({ event }) => event)

/** The `FunnelInput` of the API. */
export const inputOf = ({ steps, exclusions, order, unit, window, by }: FunnelDraft) => ({
  steps: steps.map(eventInput),
  ...(exclusions.length && {
    exclusions: exclusions.map(({ match, fromStep, toStep }) => ({
      ...eventInput(match),
      ...(fromStep && { fromStep }),
      ...(toStep && { toStep }),
    })),
  }),
  order,
  unit,
  windowSeconds: window.count * secondsOf[window.unit]!,
  ...(by && { breakdown: { ...breakdownOf(by), first: 10 } }),
})

/** A saved funnel, or one that is being built. */
export type FunnelAsked = { id: string } | { input: ReturnType<typeof inputOf> }

const breakdownOf = (by: Subject) =>
  by.kind === 'dimension' ? { dimension: by.dimension } : { [by.kind]: by.key }

/** The draft of a saved `FunnelInput`; undefined if it has parts that a draft does not have. */
export function draftOf(input: Record<string, unknown>): FunnelDraft | undefined {
  const { steps, exclusions, order, unit, windowSeconds, breakdown, name, weekStart, ...more } = input
  const matches = (steps as Record<string, unknown>[]).map(({ firstTime, ...step }) =>
    firstTime ? undefined : eventOf(step),
  )
  const excluded = ((exclusions ?? []) as Record<string, unknown>[]).map(exclusionOf)
  const window = windowOf(Number(windowSeconds ?? 1_209_600))
  const by = breakdown ? subjectOf(breakdown as Record<string, unknown>) : undefined
  const isKnown = isEmpty(more) && window && !matches.includes(undefined) && !excluded.includes(undefined)
  if (!isKnown || (breakdown && !by)) return undefined
  return {
    steps: matches as EventMatch[],
    exclusions: excluded as Exclusion[],
    order: (order ?? emptyDraft.order) as FunnelDraft['order'],
    unit: (unit ?? emptyDraft.unit) as FunnelDraft['unit'],
    window,
    by,
  }
}

function exclusionOf({ fromStep, toStep, ...event }: Record<string, unknown>): Exclusion | undefined {
  const match = eventOf(event)
  return match && { match, fromStep: Number(fromStep ?? 0), toStep: Number(toStep ?? 0) }
}

function windowOf(seconds: number): Window | undefined {
  const unit = (['DAY', 'HOUR', 'MINUTE'] as const).find(each => seconds % secondsOf[each]! === 0)
  return unit && { count: seconds / secondsOf[unit]!, unit }
}

function subjectOf({ dimension, property, trait, attribution, first, ...more }: Record<string, unknown>) {
  const usual = isEmpty(more) && (attribution ?? 'FIRST_STEP') === 'FIRST_STEP'
  if (!usual) return undefined
  const [match] = eventOf({ filter: { dimension, property, trait, operator: 'IS_SET' } })?.filters ?? []
  return match?.subject
}
