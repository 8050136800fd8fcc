import { int, integers, joined, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { exclusionNumber, matchNumber, stepNumber } from './match-number.ts'
import { type Matching } from './matching.ts'
import { matchOfKey, toKey } from './packed-instant.ts'

/** The SQL of an event in the sorted array `events` of a unit. */
export interface EventShape {
  /** The event, from the columns of the log. */
  event: Sql
  /** The key of `event`. */
  key: Sql
  /** For each of `events`, the bits of what it matches. */
  matches: Sql
}

/**
 * An event is its key alone where the key tells everything: no breakdown value is needed, and no event matches two
 * things. With tuples the same funnel takes 1.7 times as long (docs/decisions/0077).
 */
export const eventShape = (question: FunnelQuestion, matching: Matching): EventShape =>
  matching.isDisjoint && !matching.value ? keyAlone(question, matching) : described(question, matching)

const keyAlone = (question: FunnelQuestion, matching: Matching): EventShape => ({
  event: keyOf(question, matching),
  key: sql`event`,
  matches: sql`arrayMap(event -> ${matchesOf(matching, matchOfKey(sql`event`))}, events)`,
})

/** The bits of a match number. Equal steps share the number of the first of them. */
function matchesOf({ exclusions, equalSteps }: Matching, number: Sql): Sql {
  const bits = new Map(exclusions.map((_, i) => [exclusionNumber(i + 1), 2 ** exclusionNumber(i + 1)]))
  for (const [i, first] of equalSteps.entries())
    bits.set(stepNumber(first), (bits.get(stepNumber(first)) ?? 0) + 2 ** stepNumber(i + 1))
  return sql`transform(${number}, ${integers([...bits.keys()])}, ${integers([...bits.values()])}, 0)`
}

/** Events with equal keys are sorted by their position in the log. */
const described = (question: FunnelQuestion, matching: Matching): EventShape => ({
  event: describedEvent(keyOf(question, matching), sql`seq`, bitsOf(matching), matching.value ?? sql`''`),
  key: sql`event.key`,
  matches: sql`events.matches`,
})

export const describedEvent = (key: Sql, seq: Sql, matches: Sql, value: Sql): Sql =>
  sql`(${key}, ${seq}, ${matches}, ${value})::Tuple(key Int64, seq UInt64, matches UInt64, value String)`

const keyOf = (question: FunnelQuestion, matching: Matching): Sql =>
  toKey(sql`toUnixTimestamp64Milli(occurred_at)`, matchNumber(question, matching))

/** The bits of everything that an event matches. */
function bitsOf({ steps, exclusions }: Matching): Sql {
  const bits = [
    ...steps.map((condition, i) => bitIf(condition, stepNumber(i + 1))),
    ...exclusions.map((condition, i) => bitIf(condition, exclusionNumber(i + 1))),
  ]
  return joined(bits, ' + ')
}

const bitIf = (condition: Sql, number: number) => sql`if(${condition}, ${int(2 ** number)}, 0)`
