import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import {
  ExclusionAction,
  FirstTimeOf,
  FunnelAttempt,
  type FunnelAttribution,
  type FunnelBreakdownInput,
  FunnelCompatibility,
  type FunnelExclusionInput,
  type FunnelInput,
  FunnelOrder,
  FunnelRangeMode,
  FunnelTies,
  type FunnelUnit,
} from '../../../schema/behavior/funnel-input.ts'
import { type FilterInput } from '../../../schema/filter-input.ts'
import { type BreakdownInput } from '../../../schema/users/audience.ts'
import { alternativesOf } from '../../query/event-match.ts'
import { type Query } from '../../query/query.ts'
import { defaultRange, type Range, toRange } from '../../query/range.ts'

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
  ties: FunnelTies
  filter?: FilterInput | null
  breakdown?: Breakdown | null
}

export interface Step {
  alternatives: EventMatchInput[]
  /** The event that is a first time, if only that takes the step. */
  firstTime: FirstTimeOf | null
}

/** An event that must not happen after `fromStep` and before `toStep`; steps are counted from 1. */
interface Exclusion extends EventMatchInput {
  fromStep: number
  toStep: number
  action: ExclusionAction
}

/** The values that units are grouped by, and the number of groups that are shown. */
interface Breakdown {
  by: BreakdownInput[]
  attribution: FunnelAttribution
  step?: number | null
  first: number
}

export function funnelQuestion(query: Query, input: FunnelInput): FunnelQuestion {
  const { windowSeconds, order, unit, filter, breakdown } = input
  const { action, ...preset } = presetOf(input)
  const attempt = input.attempt ?? preset.attempt
  return {
    steps: input.steps.map(step => ({
      alternatives: alternativesOf(step),
      firstTime: step.firstTime ? (step.firstTimeOf ?? FirstTimeOf.NAME) : null,
    })),
    exclusions: singleExclusions(input).map(exclusion => ({
      event: exclusion.event,
      filter: exclusion.filter,
      fromStep: exclusion.fromStep ?? 1,
      toStep: exclusion.toStep ?? input.steps.length,
      action: actionFor(attempt, exclusion.action ?? action),
    })),
    range: toRange(input.range ?? defaultRange, query.calendar, query.asOf),
    windowMs: windowSeconds * 1_000,
    attempt,
    rangeMode: input.rangeMode ?? preset.rangeMode,
    ties: input.ties ?? preset.ties,
    order,
    unit,
    filter,
    breakdown: breakdown && toBreakdown(breakdown),
  }
}

/** The exclusions with one event each: an exclusion of any of several events is as many exclusions. */
export const singleExclusions = ({ exclusions }: Pick<FunnelInput, 'exclusions'>): FunnelExclusionInput[] =>
  (exclusions ?? []).flatMap(({ anyOf, ...exclusion }) =>
    alternativesOf({ ...exclusion, anyOf }).map(alternative => ({ ...exclusion, ...alternative })),
  )

/** A user with one attempt is dropped with it. */
const actionFor = (attempt: FunnelAttempt, action: ExclusionAction): ExclusionAction =>
  attempt === FunnelAttempt.FIRST && action === ExclusionAction.DROP_ATTEMPT
    ? ExclusionAction.DROP_USER
    : action

const toBreakdown = ({ by, attribution, step, first, ...single }: FunnelBreakdownInput): Breakdown => ({
  by: by ?? [single],
  attribution,
  step,
  first,
})

/** The numbers of the steps, from 1. */
export const stepsOf = ({ steps }: FunnelQuestion): number[] => steps.map((_, i) => i + 1)

/** The numbers of the exclusions, from 1. */
export const exclusionsOf = ({ exclusions }: FunnelQuestion): number[] => exclusions.map((_, i) => i + 1)

type Preset = Pick<FunnelQuestion, 'attempt' | 'rangeMode' | 'ties'> & { action: ExclusionAction }

const defaults: Preset = {
  attempt: FunnelAttempt.BEST,
  rangeMode: FunnelRangeMode.ENTRY,
  ties: FunnelTies.STEP_ORDER,
  action: ExclusionAction.DROP_USER,
}

const presets = {
  [FunnelCompatibility.POSTHOG]: { rangeMode: FunnelRangeMode.CLIP, ties: FunnelTies.ANY_ORDER },
  [FunnelCompatibility.MIXPANEL]: { attempt: FunnelAttempt.FIRST },
  [FunnelCompatibility.AMPLITUDE]: {},
  [FunnelCompatibility.CLICKHOUSE]: { rangeMode: FunnelRangeMode.CLIP, ties: FunnelTies.ANY_ORDER },
} satisfies Record<FunnelCompatibility, Partial<Preset>>

function presetOf({ compatibility, order }: FunnelInput): Preset {
  if (!compatibility) return defaults
  const preset = { ...defaults, ...presets[compatibility] }
  const isPosthogInAnyOrder = compatibility === FunnelCompatibility.POSTHOG && order === FunnelOrder.UNORDERED
  return isPosthogInAnyOrder ? { ...preset, action: ExclusionAction.DROP_ATTEMPT } : preset
}
