import { type Sql, sql } from '../../../clickhouse/sql.ts'
import { FunnelRangeMode } from '../../../schema/behavior/funnel-input.ts'
import { eventsIn } from '../../query/events.ts'
import { filterCondition } from '../../query/filter.ts'
import { type Query } from '../../query/query.ts'
import { type Range } from '../../query/range.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { entryCondition, type Matching, matchesAny, needsOthers } from './matching.ts'
import { unitOf } from './unit.ts'

/** The events that a funnel reads, as the source and the conditions of a `select`. */
export const funnelEvents = (query: Query, question: FunnelQuestion, matching: Matching): Sql =>
  sql`${eventsOfUnits(query, question, readRange(question))} and ${
    needsOthers(question) ? isOfEnteringUnit(query, question, matching) : matchesAny(matching)
  }`

const eventsOfUnits = (query: Query, { unit, filter }: FunnelQuestion, range: Range): Sql =>
  sql`${eventsIn(query, range)} and ${unitOf(unit).isIn}${
    filter ? sql` and ${filterCondition(query.project, filter)}` : sql``
  }`

/** With ENTRY the steps after the first may follow the range by up to the window. */
function readRange({ rangeMode, windowMs, range }: FunnelQuestion): Range {
  if (rangeMode === FunnelRangeMode.CLIP) return range
  return { from: range.from, to: new Date(range.to.getTime() + windowMs) }
}

/** Where all events of a unit are needed, a unit that cannot enter is read no further than its entry. */
function isOfEnteringUnit(query: Query, question: FunnelQuestion, matching: Matching): Sql {
  const { isIn, key, widestKey = key } = unitOf(question.unit)
  return sql`${widestKey} in (
      select ${widestKey} from ${eventsIn(query, question.range)} and ${isIn} and ${entryCondition(question, matching)})`
}
