import { at, checkAll } from '../../../checks/collect.ts'
import { isStorable } from '../../../checks/text.ts'
import { badInput } from '../../../errors.ts'
import { CohortMeasure, type CohortsInput } from '../../../schema/behavior/cohorts-input.ts'
import { checkUnit, isOfUsers } from '../../query/counted-unit.ts'
import { filterCondition } from '../../query/filter.ts'
import { matchOfUnit } from './question.ts'

const most = {
  periods: 366,
  brackets: 100,
  intervals: 1_000,
  occurrences: 1_000,
  groups: 25,
  textLength: 500,
}

/**
 * Refuses an input that is wrong in any calendar.
 * @throws INVALID_PERIODS, INVALID_BRACKETS, INVALID_OCCURRENCES, INVALID_BREAKDOWN, INVALID_VALUE, INVALID_EVENT,
 * INVALID_FILTER, INVALID_UNIT
 */
export function checkCohorts(project: string, input: CohortsInput): void {
  // The patterns are conditions on events of the unit.
  checkUnit(input)
  const checks = [checkPeriods, checkBrackets, checkOccurrences, checkBreakdown, checkValue]
  checkAll(
    ...checks.map(check => () => check(input)),
    () => filterCondition(project, input.filter),
    () => at(['target'], () => matchOfUnit(project, input, input.target ?? {}, 'target.event')),
    () => at(['return'], () => matchOfUnit(project, input, input.return ?? {}, 'return.event')),
  )
}

function checkPeriods({ periods }: CohortsInput): void {
  if (periods != null && (periods < 1 || periods > most.periods))
    throw badInput('INVALID_PERIODS', 'periods', `periods must be 1 to ${most.periods}.`)
}

function checkBrackets({ brackets, periods }: CohortsInput): void {
  if (brackets == null) return
  const invalid = (message: string) => badInput('INVALID_BRACKETS', 'brackets', message)
  if (periods != null) throw invalid('Set periods or brackets, not both.')
  if (!brackets.length || brackets.length > most.brackets)
    throw invalid(`brackets must have 1 to ${most.brackets} items.`)
  if (brackets.some(width => width < 1)) throw invalid('Each of brackets must be 1 or more.')
  if (brackets.reduce((sum, width) => sum + width, 0) > most.intervals)
    throw invalid(`The sum of brackets must be at most ${most.intervals.toLocaleString('en')}.`)
}

function checkOccurrences({ minimumOccurrences }: CohortsInput): void {
  if (minimumOccurrences < 1 || minimumOccurrences > most.occurrences)
    throw badInput(
      'INVALID_OCCURRENCES',
      'minimumOccurrences',
      `minimumOccurrences must be 1 to ${most.occurrences.toLocaleString('en')}.`,
    )
}

function checkBreakdown(input: CohortsInput): void {
  const { breakdown } = input
  if (!breakdown) return
  const { dimension, property, trait, first } = breakdown
  const invalid = (message: string) => badInput('INVALID_BREAKDOWN', 'breakdown', message)
  const [key, ...more] = [dimension, property, trait].filter(given => given != null)
  if (key === undefined || more.length)
    throw invalid('breakdown must have exactly one of dimension, property and trait.')
  if (trait != null && !isOfUsers(input)) throw invalid('A trait belongs to a user: it needs unit USER.')
  if (!isKey(key)) throw invalid(keyNeeded)
  if (first < 1 || first > most.groups) throw invalid(`breakdown.first must be 1 to ${most.groups}.`)
}

function checkValue({ value }: CohortsInput): void {
  if (value?.property == null) return
  const invalid = (message: string) => badInput('INVALID_VALUE', 'value', message)
  if (value.measure === CohortMeasure.USERS)
    throw invalid('value.measure must be SUM or AVERAGE when property is set.')
  if (!isKey(value.property)) throw invalid(keyNeeded)
}

const isKey = (key: string) => key.length > 0 && key.length <= most.textLength && isStorable(key)

const keyNeeded = `The key of a property or trait must have 1 to ${most.textLength} well-formed characters.`
