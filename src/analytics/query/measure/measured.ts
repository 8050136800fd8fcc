import { firstEventsOf } from '../../../clickhouse/scope.ts'
import { instant, integers, joined, type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { type EventKind } from '../../../entities/event-columns.ts'
import { type Metric, metricsFrom } from '../../../metrics-catalogue/catalogue.ts'
import { type Source } from '../../../metrics-catalogue/metric.ts'
import { type FilterInput } from '../../../schema/filter-input.ts'
import { eventsIn } from '../events.ts'
import { filterCondition } from '../filter.ts'
import { type Query } from '../query.ts'
import { type Range } from '../range.ts'
import { sessionsIn } from '../sessions.ts'
import { trailingIn } from './trailing.ts'

/** Kinds whose events all have the kind as their name. */
export type NamedKind = Extract<EventKind, 'message' | 'ai_call' | 'api_call'>

/** The events that are measured. */
export interface Measured {
  range: Range
  filter?: FilterInput | null
  /** The parts of the range that are read, oldest first. Default: the whole range. */
  spans?: Range[]
  /** Only events of this kind. */
  kind?: NamedKind
  /** A further condition of the question itself. */
  only?: Sql
  /** Only events of these users, by number. Default: all users. */
  users?: readonly number[]
}

/** The metrics of one source, and the rows they are computed from. */
export interface Part {
  selected: Metric[]
  rows: Sql
}

/** The metrics grouped by source: each group takes one statement. */
export const partsOf = (query: Query, measured: Measured, metrics: Metric[], edges: Date[]): Part[] =>
  Object.entries(rowsOf).flatMap(([source, rows]) => {
    const selected = metricsFrom(source as Source, metrics)
    return selected.length ? [{ selected, rows: rows(query, measured, edges) }] : []
  })

/** The rows of each source, to stand after `from`. */
export const rowsOf: Record<Source, (query: Query, measured: Measured, edges: Date[]) => Sql> = {
  events: (query, measured) => eventsOfMeasured(query, measured),
  sessions: (query, measured) => sessionsOfMeasured(query, measured),
  trailingDays: (query, measured, edges) =>
    trailingIn(query, measured.range, edges, range => eventsOfMeasured(query, { ...measured, range })),
  firstActivities: (query, measured) => firstEventsIn(query, measured),
  knownUsers: (query, measured) =>
    sql`${firstEventsOf(query.project)} where occurred_at < ${instant(measured.range.to)} and ${isAmong(query, measured)}`,
}

export function eventsOfMeasured(query: Pick<Query, 'project' | 'members'>, measured: Measured): Sql {
  const { range, spans, kind, only } = measured
  const narrowed = [kind && isOfKind(kind), only, spans && within(spans)].filter(
    condition => condition !== undefined,
  )
  return sql`${eventsIn(query, range)} and ${joined([conditionOf(query, measured), ...narrowed], ' and ')}`
}

/** The sessions that start in the range, as `sessionsIn` describes them. */
export const sessionsOfMeasured = (query: Query, measured: Measured): Sql =>
  sessionsIn(query, measured.range, isOfAllEvents(query, measured) ? undefined : conditionOf(query, measured))

/** The query with the precomputed days if it counts sessions of all events: reading these days costs a statement. */
export async function withPrecomputed(query: Query, measured: Measured, metrics: Metric[]): Promise<Query> {
  const isOfUse = metricsFrom('sessions', metrics).length > 0 && isOfAllEvents(query, measured)
  const precomputed = isOfUse ? await query.precomputedDays?.() : undefined
  return precomputed ? { ...query, precomputed } : query
}

/** Whether all events count, whoever caused them and whatever they are. */
export const isOfAllEvents = ({ members }: Query, { filter, users }: Measured): boolean =>
  !members && !filter && !users

/** Events are ordered by name, so that the name finds the kind in the index. */
const isOfKind = (kind: NamedKind): Sql => sql`name = ${text(kind)} and kind = ${text(kind)}`

/** More conditions would cost more than reading the events between the spans. */
const mostSpans = 100

function within(spans: Range[]): Sql | undefined {
  if (spans.length === 1 || spans.length > mostSpans) return undefined
  const conditions = spans.map(
    ({ from, to }) => sql`occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}`,
  )
  return sql`(${joined(conditions, ' or ')})`
}

const conditionOf = ({ project }: Pick<Query, 'project'>, measured: Measured): Sql =>
  sql`${filterCondition(project, measured.filter)} and ${isOf(measured)}`

/** The condition on the user, where `eventsIn` does not add the segment. */
const isAmong = ({ members }: Query, measured: Measured): Sql =>
  members ? sql`${isOf(measured)} and ${members}` : isOf(measured)

const isOf = ({ users }: Measured): Sql => (users ? sql`user_no in ${integers(users)}` : sql`true`)

/** The first activities in the range; with a filter, of the users with an event in the range that passes the filter. */
function firstEventsIn(query: Query, measured: Measured): Sql {
  const { from, to } = measured.range
  const passing = measured.filter
    ? sql` and user_no in (select user_no from ${eventsOfMeasured(query, { range: measured.range, filter: measured.filter, users: measured.users })})`
    : sql``
  return sql`${firstEventsOf(query.project)}
where occurred_at >= ${instant(from)} and occurred_at < ${instant(to)} and ${isAmong(query, measured)}${passing}`
}
