import { integer, joined, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { FunnelAttempt, FunnelRangeMode } from '../../../schema/behavior/funnel-input.ts'
import { type Query } from '../../query/query.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { type Matching } from './matching.ts'
import { isAttributed, partOf } from './part.ts'
import { streams } from './streams.ts'

/**
 * Walks each unit's events once, for steps in order that nothing excludes. `start_k` holds, for every event, the latest
 * start from which step k has been reached by then (0: none): its time and, in the low 20 bits, its place among the
 * events, since two starts at one instant are two. The latest start dominates: its window ends last, so it can reach
 * whatever an older one could.
 */
export function latestStart(asked: Query, question: FunnelQuestion, matching: Matching): Sql {
  const steps = question.steps.map((_, i) => i + 1)
  return sql`
with ${streams(asked, question, matching)},
placed as (
  select *,
    ${firstStart(question)} as start_1,
    ${joined(
      steps.slice(1).map(k => laterStart(question, k)),
      ',\n    ',
    )}
  from streams
)
select
  unit,
  users,
  start_1[-1] as latest_start,
  ${raw(`arrayCount(start -> start != 0, [${steps.map(k => `start_${k}[-1]`).join(', ')}])`)} as depth,
  ${raw(`[${steps.map(k => `start_${k}[arrayFirstIndex(start -> start != 0, start_${k})]`).join(', ')}]`)}[depth]
    as chosen_start,
  arraySlice(${raw(`[${steps.map(k => `at[indexOf(start_${k}, chosen_start)]`).join(', ')}]`)}, 1, depth) as reached_at,
  depth < ${integer(steps.length)} and ${openUntil(question, timeOf('latest_start'))} > ${integer(asked.asOf.getTime())} as is_open${partOf(
    question,
    matching,
    'chosen_start',
  )}
from placed
where latest_start != 0${isAttributed(question)}`
}

/** The last millisecond of an attempt. With CLIP it ends with the range. */
export function openUntil({ windowMs, rangeMode, range }: FunnelQuestion, start: Sql): Sql {
  const deadline = sql`${start} + ${integer(windowMs)}`
  if (rangeMode === FunnelRangeMode.ENTRY) return deadline
  return sql`least(${deadline}, ${integer(range.to.getTime() - 1)})`
}

export const matches = (k: number) => raw(`bitAnd(mask, ${2 ** (k - 1)}) != 0`)

/** When a start happened, without its place. */
export const timeOf = (start: string) => raw(`bitShiftRight(${start}, 20)`)

/** Carries the last start to the events that follow it. */
const carried = (starts: Sql) => sql`arrayFill(start -> start != 0, ${starts})`

/** Every event of the first step that lies in the range starts an attempt; with FIRST only the first one does. */
function firstStart({ attempt, range }: FunnelQuestion): Sql {
  const starts = sql`arrayMap((at, mask, place) -> if(${matches(1)} and at < ${integer(range.to.getTime())}, bitShiftLeft(at, 20) + place, 0),
      at, mask, arrayEnumerate(at))`
  if (attempt === FunnelAttempt.BEST) return carried(starts)
  return carried(sql`arrayMap((start, i) -> if(i = arrayFirstIndex(start -> start != 0, ${starts}), start, 0),
      ${starts}, arrayEnumerate(at))`)
}

/** An event reaches step k from the start that step k - 1 had been reached from before it, within the window. */
function laterStart({ windowMs }: FunnelQuestion, k: number): Sql {
  const before = raw(`arrayPushFront(arrayPopBack(start_${k - 1}), 0)`)
  const reached = sql`arrayMap((at, mask, start) ->
      if(${matches(k)} and start != 0 and at - ${timeOf('start')} <= ${integer(windowMs)}, start, 0), at, mask, ${before})`
  return sql`${carried(reached)} as ${raw(`start_${k}`)}`
}
