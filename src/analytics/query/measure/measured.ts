import { firstFactsOf } from '../../../clickhouse/scope.ts'
import { instant, integers, joined, raw, type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { type FactKind } from '../../../entities/fact-columns.ts'
import { type Metric, metricsFrom } from '../../../metrics-catalogue/catalogue.ts'
import { type Source } from '../../../metrics-catalogue/metric.ts'
import { type FilterInput } from '../../../schema/filter-input.ts'
import { type Asked } from '../asked.ts'
import { factsIn } from '../facts.ts'
import { filterCondition } from '../filter.ts'
import { type Range } from '../range.ts'
import { sessionsIn } from '../sessions.ts'
import { trailingIn } from './trailing.ts'

/** Kinds of which every fact has the name of its kind. */
export type NamedKind = Extract<FactKind, 'message' | 'ai_call' | 'api_call'>

/** Which facts are measured. */
export interface Measured {
  range: Range
  filter?: FilterInput | null
  /** The parts of the range that are looked at, oldest first. Default: all of it. */
  spans?: Range[]
  /** A kind of fact that goes by one name. */
  kind?: NamedKind
  /** What else the question itself narrows the facts to. */
  only?: Sql
  /** The numbers of the users it is about. Default: everybody. */
  users?: readonly number[]
}

/** Metrics that are computed from the same rows, and whose a row is. */
export interface Part {
  selected: Metric[]
  rows: Sql
  user: Sql
}

/** The metrics by what they are computed from: a statement each. */
export function partsOf(asked: Asked, measured: Measured, metrics: Metric[], edges: Date[]): Part[] {
  const { range } = measured
  const rows: Record<Source, () => Sql> = {
    events: () => factsOfMeasured(asked, measured),
    sessions: () => sessionsIn(asked, range, conditionOf(asked, measured)),
    trailingDays: () =>
      trailingIn(asked, range, edges, read => factsOfMeasured(asked, { ...measured, range: read })),
    firstActivities: () => firstFactsIn(asked, measured),
    knownUsers: () =>
      sql`${firstFactsOf(asked.project)} where occurred_at < ${instant(range.to)} and ${isAmong(asked, measured)}`,
  }
  return Object.entries(rows).flatMap(([source, rowsOf]) => {
    const selected = metricsFrom(source as Source, metrics)
    const user = raw(source === 'sessions' ? 'arrayJoin(users)' : 'user_no')
    return selected.length ? [{ selected, rows: rowsOf(), user }] : []
  })
}

export function factsOfMeasured(asked: Asked, measured: Measured): Sql {
  const { range, spans, kind, only } = measured
  const narrowed = [kind && isOfKind(kind), only, spans && within(spans)].filter(
    condition => condition !== undefined,
  )
  return sql`${factsIn(asked, range)} and ${joined([conditionOf(asked, measured), ...narrowed], ' and ')}`
}

/** Facts are ordered by name, so that its name finds a kind. */
const isOfKind = (kind: NamedKind): Sql => sql`name = ${text(kind)} and kind = ${text(kind)}`

/** More conditions would cost more than reading what lies between the spans. */
const mostSpans = 100

function within(spans: Range[]): Sql | undefined {
  if (spans.length === 1 || spans.length > mostSpans) return undefined
  const conditions = spans.map(
    ({ from, to }) => sql`occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}`,
  )
  return sql`(${joined(conditions, ' or ')})`
}

const conditionOf = ({ project }: Asked, measured: Measured): Sql =>
  sql`${filterCondition(project, measured.filter)} and ${isOf(measured)}`

/** Whose they are. `factsIn` sees to the segment itself. */
const isAmong = ({ members }: Asked, measured: Measured): Sql =>
  members ? sql`${isOf(measured)} and ${members}` : isOf(measured)

const isOf = ({ users }: Measured): Sql => (users ? sql`user_no in ${integers(users)}` : sql`true`)

/** The first activities in the range; a filter leaves the users with a fact in the range that passes it. */
function firstFactsIn(asked: Asked, measured: Measured): Sql {
  const { from, to } = measured.range
  const passing = measured.filter
    ? sql` and user_no in (select user_no from ${factsOfMeasured(asked, { range: measured.range, filter: measured.filter, users: measured.users })})`
    : sql``
  return sql`${firstFactsOf(asked.project)}
where occurred_at >= ${instant(from)} and occurred_at < ${instant(to)} and ${isAmong(asked, measured)}${passing}`
}
