import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import {
  ExclusionAction,
  FunnelAttempt,
  type FunnelBreakdownInput,
  FunnelCompatibility,
  type FunnelInput,
  type FunnelOrder,
  FunnelRangeMode,
  type FunnelUnit,
} from '../../../schema/behavior/funnel-input.ts'
import { type FilterInput } from '../../../schema/filter-input.ts'
import { alternativesOf } from '../../query/event-match.ts'
import { type Query } from '../../query/query.ts'
import { defaultRange, type Range, toRange } from '../../query/range.ts'
import { singleExclusions } from './step-matches.ts'

/** A funnel with every default filled in, as its SQL is built from it. */
export interface FunnelQuestion {
  steps: Step[]
  exclusions: Exclusion[]
  range: Range
  windowMs: number
  order: FunnelOrder
  unit: FunnelUnit
  attempt: FunnelAttempt
  rangeMode: FunnelRangeMode
  filter?: FilterInput | null
  breakdown?: FunnelBreakdownInput | null
}

export interface Step {
  alternatives: EventMatchInput[]
  firstTime: boolean
}

/** An event that must not happen after `fromStep` and before `toStep`; steps are counted from 1. */
interface Exclusion extends EventMatchInput {
  fromStep: number
  toStep: number
  action: ExclusionAction
}

export function funnelQuestion(query: Query, input: FunnelInput): FunnelQuestion {
  const { attempt, rangeMode } = input.compatibility ? presets[input.compatibility] : defaults
  const { windowSeconds, order, unit, filter, breakdown } = input
  return {
    steps: input.steps.map(step => ({ alternatives: alternativesOf(step), firstTime: step.firstTime })),
    exclusions: singleExclusions(input).map(exclusion => ({
      event: exclusion.event,
      filter: exclusion.filter,
      fromStep: exclusion.fromStep ?? 1,
      toStep: exclusion.toStep ?? input.steps.length,
      action: exclusion.action ?? ExclusionAction.DROP_USER,
    })),
    range: toRange(input.range ?? defaultRange, query.calendar, query.asOf),
    windowMs: windowSeconds * 1_000,
    attempt: input.attempt ?? attempt,
    rangeMode: input.rangeMode ?? rangeMode,
    order,
    unit,
    filter,
    breakdown,
  }
}

/** The numbers of the steps, from 1. */
export const stepsOf = ({ steps }: FunnelQuestion): number[] => steps.map((_, i) => i + 1)

/** The numbers of the exclusions, from 1. */
export const exclusionsOf = ({ exclusions }: FunnelQuestion): number[] => exclusions.map((_, i) => i + 1)

const defaults = { attempt: FunnelAttempt.BEST, rangeMode: FunnelRangeMode.ENTRY }

const presets = {
  [FunnelCompatibility.POSTHOG]: { attempt: FunnelAttempt.BEST, rangeMode: FunnelRangeMode.CLIP },
  [FunnelCompatibility.MIXPANEL]: { attempt: FunnelAttempt.FIRST, rangeMode: FunnelRangeMode.ENTRY },
  [FunnelCompatibility.AMPLITUDE]: { attempt: FunnelAttempt.BEST, rangeMode: FunnelRangeMode.ENTRY },
  [FunnelCompatibility.CLICKHOUSE]: { attempt: FunnelAttempt.BEST, rangeMode: FunnelRangeMode.CLIP },
} satisfies Record<FunnelCompatibility, Pick<FunnelQuestion, 'attempt' | 'rangeMode'>>
