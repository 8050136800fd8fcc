import { grains } from '../../../clickhouse/grains.ts'
import { copiedEventsOf, eventsAfter, eventsOf } from '../../../clickhouse/scope.ts'
import { instant, joined, raw, type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { filterCondition } from '../filter.ts'
import { type Query } from '../query.ts'
import { type Measured } from './measured.ts'
import { type Grain, type Stretch } from './stretches.ts'

/** The stretches of one grain: their events, and the start of a unit in milliseconds as `at`. */
export interface Part {
  at: Sql
  projection: string
  events: Sql
}

/** A part for each grain of the stretches. */
export const partsOfTotals = ({ project }: Query, measured: Measured, stretches: Stretch[]): Part[] =>
  [...Map.groupBy(stretches, ({ grain }) => grain)].map(([grain, of]) =>
    partOf(grain, eventsOf(project), sql`(${within(grain, of)}) and ${conditionOf(project, measured)}`),
  )

/**
 * The same over the events of the batches up to one. The projections do not know batches, so the quarters in which
 * later batches have events are read from the events, and the other quarters of their days from `by_quarter`. All
 * reads of one statement see the same rows: ClickHouse gives a statement one snapshot of each table.
 */
export function partsUpTo({ project }: Query, measured: Measured, stretches: Stretch[], batch: Sql): Part[] {
  const of = (grain: Grain) => stretches.filter(stretch => stretch.grain === grain)
  const [days, quarters, instants] = [of('day'), of('quarter'), of('instant')]
  const changed = (grain: Sql) => sql`${grain} in (select ${grain} from ${eventsAfter(project, batch)})`
  const [changedDay, changedQuarter] = [changed(day), changed(quarter)]
  const condition = conditionOf(project, measured)
  const part = (grain: Grain, events: Sql, where: Sql) =>
    partOf(grain, events, sql`${where} and ${condition}`)
  return [
    part('day', copiedEventsOf(project), sql`(${within('day', days)}) and not (${changedDay})`),
    part(
      'quarter',
      copiedEventsOf(project),
      sql`(${within('quarter', quarters)} or (${within('quarter', days)}) and ${changedDay})
    and not (${changedQuarter})`,
    ),
    part(
      'instant',
      eventsOf(project),
      sql`(${within('instant', instants)} or (${within('instant', [...days, ...quarters])})
    and ${changedDay} and ${changedQuarter})`,
    ),
  ]
}

const partOf = (grain: Grain, events: Sql, where: Sql): Part => ({
  at: times[grain].at,
  projection: times[grain].projection,
  events: sql`${events} where ${where}`,
})

const within = (grain: Grain, stretches: Stretch[]): Sql =>
  stretches.length
    ? joined(
        stretches.map(({ from, to }) => sql`${times[grain].atOrAfter(from)} and ${times[grain].before(to)}`),
        ' or ',
      )
    : sql`false`

const conditionOf = (project: string, { filter, kind }: Measured): Sql =>
  sql`${kind ? sql`kind = ${text(kind)} and ` : sql``}${filterCondition(project, filter)}`

const day = raw(grains.day)
const quarter = raw(grains.quarter)

/** Each grain: its start in milliseconds, and its comparison with an instant that is the start of a unit. */
const times = {
  day: {
    projection: 'by_day',
    at: sql`toInt64(toUnixTimestamp(toDateTime(${day}, 'UTC'))) * 1000`,
    atOrAfter: (from: Date) => sql`${day} >= toDate(${instant(from)})`,
    before: (to: Date) => sql`${day} < toDate(${instant(to)})`,
  },
  quarter: {
    projection: 'by_quarter',
    at: sql`toInt64(toUnixTimestamp(${quarter})) * 1000`,
    atOrAfter: (from: Date) => sql`${quarter} >= toDateTime(${instant(from)}, 'UTC')`,
    before: (to: Date) => sql`${quarter} < toDateTime(${instant(to)}, 'UTC')`,
  },
  instant: {
    // No projection fits. Without a name ClickHouse would look at all of them.
    projection: 'by_quarter',
    at: sql`toUnixTimestamp64Milli(occurred_at)`,
    atOrAfter: (from: Date) => sql`occurred_at >= ${instant(from)}`,
    before: (to: Date) => sql`occurred_at < ${instant(to)}`,
  },
}
