import { isDeepStrictEqual } from 'node:util'
import { isStorable } from '../../../checks/text.ts'
import { badInput } from '../../../errors.ts'
import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import {
  FunnelAttribution,
  type FunnelExclusionInput,
  type FunnelInput,
  FunnelOrder,
} from '../../../schema/behavior/funnel-input.ts'
import { filterCondition } from '../../query/filter.ts'
import { alternativesOf } from './step-matches.ts'

const most = { steps: 20, alternatives: 10, exclusions: 10, windowSeconds: 366 * 86_400, textLength: 500 }

/**
 * Refuses a funnel that cannot be computed, before any SQL is built.
 * @throws INVALID_STEPS, INVALID_WINDOW, INVALID_EXCLUSION, INVALID_BREAKDOWN, INVALID_FILTER
 */
export function checkFunnel(input: FunnelInput): void {
  for (const check of [checkSteps, checkWindow, checkExclusions, checkBreakdown, checkFilters]) check(input)
}

function checkSteps({ steps }: FunnelInput): void {
  if (steps.length < 2 || steps.length > most.steps)
    throw invalidSteps('steps', `A funnel has 2 to ${most.steps} steps.`)
  for (const { event, filter, anyOf } of steps) {
    if (anyOf && (event != null || filter))
      throw invalidSteps('steps.anyOf', 'A step has either anyOf or an event and a filter of its own.')
    if (anyOf && (!anyOf.length || anyOf.length > most.alternatives))
      throw invalidSteps('steps.anyOf', `A step has 1 to ${most.alternatives} alternatives.`)
    if ((anyOf ?? [{ event }]).some(alternative => alternative.event?.trim() === ''))
      throw invalidSteps('steps.event', 'A step needs the name of an event, or none for any activity.')
  }
}

function checkWindow({ windowSeconds }: FunnelInput): void {
  if (windowSeconds < 1 || windowSeconds > most.windowSeconds)
    throw badInput('INVALID_WINDOW', 'windowSeconds', `The window is 1 to ${most.windowSeconds} seconds.`)
}

function checkExclusions(input: FunnelInput): void {
  const exclusions = input.exclusions ?? []
  if (exclusions.length > most.exclusions)
    throw invalidExclusion('exclusions', `A funnel has at most ${most.exclusions} exclusions.`)
  for (const exclusion of exclusions) {
    checkBetween(exclusion, input)
    checkIsNoStep(exclusion, input)
  }
}

function checkBetween(
  { event, fromStep, toStep }: FunnelExclusionInput,
  { steps, order }: FunnelInput,
): void {
  const [from, to] = [fromStep ?? 1, toStep ?? steps.length]
  if (event?.trim() === '')
    throw invalidExclusion(
      'exclusions.event',
      'An exclusion needs the name of an event, or none for any activity.',
    )
  if (from < 1 || from >= to || to > steps.length)
    throw invalidExclusion(
      'exclusions.fromStep',
      `An exclusion stands between two steps: 1 ≤ fromStep < toStep ≤ ${steps.length}.`,
    )
  if (order === FunnelOrder.UNORDERED && (from !== 1 || to !== steps.length))
    throw invalidExclusion(
      'exclusions.fromStep',
      'Steps in any order have nothing between them: an exclusion is from the first step to the last.',
    )
}

function checkIsNoStep(exclusion: FunnelExclusionInput, { steps }: FunnelInput): void {
  if (steps.flatMap(alternativesOf).some(alternative => isSame(alternative, exclusion)))
    throw invalidExclusion(
      'exclusions.event',
      'An exclusion that equals a step would exclude every user who takes the step.',
    )
}

/** Whether two inputs describe the same events in the same words. */
export const isSame = (a: EventMatchInput, b: EventMatchInput) => isDeepStrictEqual(plain(a), plain(b))

/** Without the fields that were not given: null and absent are the same. */
const plain = ({ event, filter }: EventMatchInput) =>
  JSON.parse(JSON.stringify({ event, filter }, (_, value) => value ?? undefined))

function checkBreakdown({ breakdown, steps, order }: FunnelInput): void {
  if (!breakdown) return
  const { attribution, step, dimension, property, trait } = breakdown
  const [text, ...more] = [dimension, property, trait].filter(value => value != null)
  if (text == null || more.length)
    throw invalidBreakdown('breakdown', 'Break down by exactly one of dimension, property and trait.')
  if (!text || text.length > most.textLength || !isStorable(text))
    throw invalidBreakdown(
      'breakdown',
      `The key of a property or trait is 1 to ${most.textLength} well-formed characters.`,
    )
  if ((step != null) !== (attribution === FunnelAttribution.STEP))
    throw invalidBreakdown('breakdown.step', 'Give step with attribution STEP, and only with STEP.')
  if (step != null && (step < 1 || step > steps.length))
    throw invalidBreakdown('breakdown.step', `step is 1 to ${steps.length}.`)
  if (step != null && order === FunnelOrder.UNORDERED)
    throw invalidBreakdown(
      'breakdown.attribution',
      'Steps in any order have no numbers: choose another attribution.',
    )
  if (trait != null && attribution !== FunnelAttribution.FIRST_STEP)
    throw invalidBreakdown(
      'breakdown.attribution',
      'A trait belongs to the user, not to a step: leave attribution out.',
    )
}

/** A filter is valid or invalid in every project alike. */
const anyProject = ''

function checkFilters({ steps, exclusions, filter }: FunnelInput): void {
  for (const { filter } of [...steps.flatMap(alternativesOf), ...(exclusions ?? [])])
    filterCondition(anyProject, filter)
  filterCondition(anyProject, filter)
}

const invalidSteps = (field: string, message: string) => badInput('INVALID_STEPS', field, message)
const invalidExclusion = (field: string, message: string) => badInput('INVALID_EXCLUSION', field, message)
const invalidBreakdown = (field: string, message: string) => badInput('INVALID_BREAKDOWN', field, message)
