import { int, integers, joined, type Sql, sql, texts } from '../../../clickhouse/sql.ts'
import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { type Matching } from './matching.ts'

/*
 * What an event matches, as a number: i for exclusion i, 31 for nothing, 31 + k for step k; both are counted from 1. The
 * events of one instant are in the order of these numbers, so that exclusions come before the steps and a lower step
 * comes before a higher one.
 *
 * The number `matches` has a bit for each exclusion and each step that an event matches.
 */

export const matchesNothing = int(31)

export const stepNumber = (k: number) => 31 + k

export const exclusionNumber = (i: number) => i

/** Whether an event matches step k. */
export const isStep = (k: number, matches = sql`matches`): Sql =>
  sql`bitTest(${matches}, ${int(stepNumber(k))})`

/** Whether an event matches one of the steps. */
export const isOneOf = (steps: number[]): Sql =>
  sql`bitTestAny(matches, ${joined(steps.map(k => int(stepNumber(k))))})`

/** Whether an event matches any step. */
export const isAnyStep = (matches = sql`matches`): Sql => sql`${matches} >= ${int(2 ** stepNumber(1))}`

/** Whether an event matches exclusion i. */
export const isExclusion = (i: number): Sql => sql`bitTest(matches, ${int(exclusionNumber(i))})`

/** The match number of an event: the lowest step, or else the first exclusion that the event matches. */
export function matchNumber(question: FunnelQuestion, { steps, exclusions }: Matching): Sql {
  const numbers = numbersOfNames(question)
  if (numbers)
    return sql`transform(name, ${texts([...numbers.keys()])}, ${integers([...numbers.values()])}, ${matchesNothing})`
  const branches = [
    ...steps.map((condition, i) => sql`${condition}, ${int(stepNumber(i + 1))}`),
    ...exclusions.map((condition, i) => sql`${condition}, ${int(exclusionNumber(i + 1))}`),
  ]
  return sql`multiIf(${joined(branches)}, ${matchesNothing})`
}

/** The match number of each name, if names alone decide. ClickHouse looks a name up faster than it tests conditions. */
function numbersOfNames({ steps, exclusions }: FunnelQuestion): Map<string, number> | undefined {
  const numbered = [
    ...steps.flatMap(({ alternatives }, i) => alternatives.map(match => [match, stepNumber(i + 1)] as const)),
    ...exclusions.map((match, i) => [match, exclusionNumber(i + 1)] as const),
  ]
  if (steps.some(({ firstTime }) => firstTime) || !numbered.every(([match]) => isName(match)))
    return undefined
  const numbers = new Map<string, number>()
  for (const [{ event }, number] of numbered) if (!numbers.has(event!)) numbers.set(event!, number)
  return numbers
}

const isName = ({ event, filter }: EventMatchInput) => event != null && !filter
