import { integer, integers, joined, raw, type Sql, sql, texts } from '../clickhouse/sql.ts'
import { FunnelAttempt, type FunnelInput, FunnelRangeMode } from '../schema/funnel.ts'
import { type Asked } from './query/ask.ts'
import { factsIn } from './query/facts.ts'
import { type Range } from './query/range.ts'

/** One value a step; times are seconds from the step before, null for the first and where nobody came. */
export interface FunnelRow {
  users: number[]
  medians: (number | null)[]
  averages: (number | null)[]
  p90s: (number | null)[]
  openAttempts: number
}

type Question = Pick<FunnelInput, 'steps' | 'windowSeconds' | 'attempt' | 'rangeMode'>

/**
 * Walks each user's events once, ordered by time and, at one instant, by the lowest step they match.
 * `start_k` holds, for every event, the latest start from which step k has been reached by then (0: none): its time
 * and, in the low 20 bits, its place among the user's events, since two starts at one instant are two.
 * The latest start dominates: its window ends last, so it can reach whatever an older one could.
 */
export function funnelQuery(asked: Asked, question: Question, range: Range): Sql {
  const windowMs = question.windowSeconds * 1_000
  const steps = question.steps.map((_, i) => i + 1)
  return sql`
with walked as (
  select arraySort(groupArray(toUnixTimestamp64Milli(occurred_at) * 32 + ${lowestStep(question)})) as keys
  from ${factsIn(asked, readRange(question, range))}
    and user_no != 0 and name in ${texts(question.steps.map(({ event }) => event))}
  group by user_no
),
placed as (
  select
    arrayMap(key -> bitShiftRight(key, 5), keys) as at,
    arrayMap(key -> bitAnd(key, 31), keys) as step,
    ${firstStart(question, range)} as start_1,
    ${joined(
      steps.slice(1).map(k => laterStart(question, k, windowMs)),
      ',\n    ',
    )}
  from walked
),
reached as (
  select
    start_1[-1] as latest_start,
    ${raw(`arrayCount(start -> start != 0, [${steps.map(k => `start_${k}[-1]`).join(', ')}])`)} as depth,
    ${raw(`[${steps.map(k => `start_${k}[arrayFirstIndex(start -> start != 0, start_${k})]`).join(', ')}]`)}[depth]
      as chosen_start,
    ${raw(`[${steps.map(k => `at[indexOf(start_${k}, chosen_start)]`).join(', ')}]`)} as reached_at
  from placed
  where latest_start != 0
)
select
  [${raw(steps.map(k => `countIf(depth >= ${k})`).join(', '))}] as users,
  [${raw(perLaterStep(steps, 'quantileExactInclusiveOrNullIf(0.5)'))}] as medians,
  [${raw(perLaterStep(steps, 'avgOrNullIf'))}] as averages,
  [${raw(perLaterStep(steps, 'quantileExactInclusiveOrNullIf(0.9)'))}] as p90s,
  countIf(depth < ${integer(steps.length)} and ${timeOf('latest_start')} + ${integer(windowMs)} > ${integer(asked.asOf.getTime())})
    as openAttempts
from reached`
}

/** With ENTRY, steps after the first may follow the range by up to the window. */
function readRange({ rangeMode, windowSeconds }: Question, { from, to }: Range): Range {
  if (rangeMode === FunnelRangeMode.CLIP) return { from, to }
  return { from, to: new Date(to.getTime() + windowSeconds * 1_000 + 1) }
}

/** The first step, counted from 1, that is made by the event with this name. */
function lowestStepOf({ steps }: Question, event: string): number {
  return steps.findIndex(step => step.event === event) + 1
}

function lowestStep(question: Question): Sql {
  const events = [...new Set(question.steps.map(({ event }) => event))]
  const lowest = events.map(event => lowestStepOf(question, event))
  return sql`transform(name, ${texts(events)}, ${integers(lowest)}, 0)`
}

const matches = (question: Question, k: number) =>
  sql`step = ${integer(lowestStepOf(question, question.steps[k - 1]!.event))}`

/** When a start happened, without its place. */
const timeOf = (start: string) => raw(`bitShiftRight(${start}, 20)`)

/** Carries the last start to the events that follow it. */
const carried = (starts: Sql) => sql`arrayFill(start -> start != 0, ${starts})`

/** Every event of the first step that lies in the range starts an attempt; with FIRST only the first one does. */
function firstStart(question: Question, { to }: Range): Sql {
  const starts = sql`arrayMap((at, step, place) -> if(${matches(question, 1)} and at < ${integer(to.getTime())}, bitShiftLeft(at, 20) + place, 0),
      at, step, arrayEnumerate(at))`
  if (question.attempt === FunnelAttempt.BEST) return carried(starts)
  return carried(sql`arrayMap((start, i) -> if(i = arrayFirstIndex(start -> start != 0, ${starts}), start, 0),
      ${starts}, arrayEnumerate(at))`)
}

/** An event reaches step k from the start that step k - 1 had been reached from before it, within the window. */
function laterStart(question: Question, k: number, windowMs: number): Sql {
  const before = raw(`arrayPushFront(arrayPopBack(start_${k - 1}), 0)`)
  const reached = sql`arrayMap((at, step, start) ->
      if(${matches(question, k)} and start != 0 and at - ${timeOf('start')} <= ${integer(windowMs)}, start, 0), at, step, ${before})`
  return sql`${carried(reached)} as ${raw(`start_${k}`)}`
}

function perLaterStep(steps: number[], aggregate: string): string {
  const seconds = (k: number) => `(reached_at[${k}] - reached_at[${k - 1}]) / 1000`
  return ['null', ...steps.slice(1).map(k => `${aggregate}(${seconds(k)}, depth >= ${k})`)].join(', ')
}
