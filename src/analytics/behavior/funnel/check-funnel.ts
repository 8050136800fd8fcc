import { at, checkAll, collected } from '../../../checks/collect.ts'
import { isStorable } from '../../../checks/text.ts'
import { badInput } from '../../../errors.ts'
import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import {
  FunnelAttribution,
  type FunnelBreakdownInput,
  type FunnelExclusionInput,
  type FunnelInput,
  FunnelOrder,
} from '../../../schema/behavior/funnel-input.ts'
import { largest } from '../../../schema/largest.ts'
import { type BreakdownInput } from '../../../schema/users/audience.ts'
import { alternativesOf, problemOfAlternatives } from '../../query/event-match.ts'
import { filterCondition } from '../../query/filter.ts'
import { singleExclusions } from './funnel-question.ts'
import { isSame } from './step-matches.ts'

const most = {
  exclusions: 10,
  windowSeconds: 3_653 * 86_400,
  properties: 3,
  groups: 100,
  textLength: 500,
}

/**
 * Refuses a funnel that cannot be computed, before any SQL is built.
 * @throws INVALID_STEPS, INVALID_WINDOW, INVALID_EXCLUSION, INVALID_BREAKDOWN, INVALID_FIRST, INVALID_FILTER
 */
export function checkFunnel(input: FunnelInput): void {
  const checks = [checkSteps, checkWindow, checkExclusions, checkBreakdown, checkFilters]
  collected(checks, check => check(input))
}

function checkSteps({ steps }: FunnelInput): void {
  if (!steps.length || steps.length > largest.funnelSteps)
    throw invalidSteps('steps', `steps must have 1 to ${largest.funnelSteps} items.`)
  collected(steps, (step, i) => at(['steps', i], () => checkStep(step)))
}

function checkStep(step: FunnelInput['steps'][number]): void {
  if (step.firstTimeOf && !step.firstTime)
    throw invalidSteps(
      'steps.firstTimeOf',
      'firstTimeOf must be set with firstTime: true, and not without it.',
    )
  const problem = problemOfAlternatives(step)
  if (problem) throw invalidSteps('steps.anyOf', problem)
  if (alternativesOf(step).some(({ event }) => event?.trim() === ''))
    throw invalidSteps(
      'steps.event',
      'The event of a step must not be empty. Leave event out for any activity.',
    )
}

function checkWindow({ windowSeconds }: FunnelInput): void {
  if (windowSeconds < 1 || windowSeconds > most.windowSeconds)
    throw badInput(
      'INVALID_WINDOW',
      'windowSeconds',
      `windowSeconds must be 1 to ${most.windowSeconds} (ten years).`,
    )
}

function checkExclusions(input: FunnelInput): void {
  collected(input.exclusions ?? [], (exclusion, i) => at(['exclusions', i], () => checkAnyOf(exclusion)))
  const exclusions = singleExclusions(input)
  if (exclusions.length > most.exclusions)
    throw invalidExclusion('exclusions', `exclusions may have at most ${most.exclusions} events.`)
  if (exclusions.length && input.steps.length === 1)
    throw invalidExclusion(
      'exclusions',
      'An exclusion must lie between two steps, and the funnel has one step.',
    )
  collected(input.exclusions ?? [], (exclusion, i) =>
    at(['exclusions', i], () => {
      for (const single of singleExclusions({ exclusions: [exclusion] })) {
        checkBetween(single, input)
        checkIsNoStep(single, input)
      }
    }),
  )
}

function checkAnyOf(exclusion: FunnelExclusionInput): void {
  const problem = problemOfAlternatives(exclusion)
  if (problem) throw invalidExclusion('exclusions.anyOf', problem)
}

function checkBetween(
  { event, fromStep, toStep }: FunnelExclusionInput,
  { steps, order }: FunnelInput,
): void {
  const [from, to] = [fromStep ?? 1, toStep ?? steps.length]
  if (event?.trim() === '')
    throw invalidExclusion(
      'exclusions.event',
      'The event of an exclusion must not be empty. Leave event out for any activity.',
    )
  if (from < 1 || from >= to || to > steps.length)
    throw invalidExclusion(
      'exclusions.fromStep',
      `An exclusion must lie between two steps: 1 ≤ fromStep < toStep ≤ ${steps.length}.`,
    )
  if (order === FunnelOrder.UNORDERED && (from !== 1 || to !== steps.length))
    throw invalidExclusion(
      'exclusions.fromStep',
      'With order UNORDERED an exclusion must go from the first step to the last: leave fromStep and toStep out.',
    )
}

function checkIsNoStep(exclusion: FunnelExclusionInput, { steps }: FunnelInput): void {
  if (steps.flatMap(alternativesOf).some(alternative => isSame(alternative, exclusion)))
    throw invalidExclusion(
      'exclusions.event',
      'An exclusion that equals a step would exclude every user who takes the step.',
    )
}

function checkBreakdown({ breakdown, ...input }: FunnelInput): void {
  if (!breakdown) return
  const { by, first } = breakdown
  if (first < 1 || first > most.groups)
    throw badInput('INVALID_FIRST', 'breakdown.first', `first must be 1 to ${most.groups}.`)
  if (by && (!by.length || by.length > most.properties))
    throw invalidBreakdown('breakdown.by', `by must have 1 to ${most.properties} items.`)
  if (by && given(breakdown).length)
    throw invalidBreakdown('breakdown.by', 'breakdown must have by, or one of dimension, property and trait.')
  if (by) collected(by, (part, i) => at(['breakdown', 'by', i], () => checkPart(part, 'breakdown.by')))
  else checkPart(breakdown, 'breakdown')
  checkAttribution(breakdown, input)
}

const given = ({ dimension, property, trait }: BreakdownInput) =>
  [dimension, property, trait].filter(value => value != null)

function checkPart(part: BreakdownInput, field: string): void {
  const [text, ...more] = given(part)
  if (text == null || more.length)
    throw invalidBreakdown(field, `${field} must have exactly one of dimension, property and trait.`)
  if (!text || text.length > most.textLength || !isStorable(text))
    throw invalidBreakdown(
      field,
      `The key of a property or trait must have 1 to ${most.textLength} well-formed characters.`,
    )
}

function checkAttribution(
  { by, attribution, step, ...single }: FunnelBreakdownInput,
  { steps, order }: Pick<FunnelInput, 'steps' | 'order'>,
): void {
  if ((step != null) !== (attribution === FunnelAttribution.STEP))
    throw invalidBreakdown('breakdown.step', 'step must be set with attribution STEP, and not without it.')
  if (step != null && (step < 1 || step > steps.length))
    throw invalidBreakdown('breakdown.step', `step must be 1 to ${steps.length}.`)
  if (step != null && order === FunnelOrder.UNORDERED)
    throw invalidBreakdown(
      'breakdown.attribution',
      'attribution STEP needs steps in order: use another attribution with order UNORDERED.',
    )
  const isOfUsers = (by ?? [single]).every(({ trait }) => trait != null)
  if (isOfUsers && attribution !== FunnelAttribution.FIRST_STEP)
    throw invalidBreakdown(
      'breakdown.attribution',
      'A trait belongs to the user and not to a step: leave attribution out.',
    )
}

/** A filter is valid or invalid in every project alike. */
const anyProject = ''

function checkFilters(input: FunnelInput): void {
  checkAll(
    () => checkFiltersOf('steps', input.steps),
    () => checkFiltersOf('exclusions', input.exclusions ?? []),
    () => filterCondition(anyProject, input.filter),
  )
}

function checkFiltersOf(list: 'steps' | 'exclusions', matches: EventMatchInput[]): void {
  collected(matches, (match, i) =>
    at([list, i], () =>
      collected(alternativesOf(match), ({ filter }, k) =>
        at(match.anyOf ? ['anyOf', k] : [], () => filterCondition(anyProject, filter)),
      ),
    ),
  )
}

const invalidSteps = (field: string, message: string) => badInput('INVALID_STEPS', field, message)
const invalidExclusion = (field: string, message: string) => badInput('INVALID_EXCLUSION', field, message)
const invalidBreakdown = (field: string, message: string) => badInput('INVALID_BREAKDOWN', field, message)
