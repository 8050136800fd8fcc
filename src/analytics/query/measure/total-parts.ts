import { grains } from '../../../clickhouse/grains.ts'
import { copiedEventsOf, eventsOf } from '../../../clickhouse/scope.ts'
import {
  type Bound,
  dates,
  instant,
  integer,
  integers,
  joined,
  notOvertaken,
  raw,
  type Sql,
  sql,
  text,
} from '../../../clickhouse/sql.ts'
import { filterCondition } from '../filter.ts'
import { type Query } from '../query.ts'
import { type Measured } from './measured.ts'
import { type Grain, type Stretch } from './stretches.ts'

/** The stretches of one grain: their events, and the start of a unit in milliseconds as `at`. */
export interface Part {
  at: Sql
  projection: string
  events: Sql
  /** Fails the statement when the part meets an event after its bound. Empty if the part cannot. */
  check: Sql
}

/** A part for each grain of the stretches. */
export const partsOfTotals = ({ project }: Query, measured: Measured, stretches: Stretch[]): Part[] =>
  [...Map.groupBy(stretches, ({ grain }) => grain)].map(([grain, of]) =>
    partOf(grain, eventsOf(project), sql`(${within(grain, of)}) and ${conditionOf(project, measured)}`),
  )

/**
 * The same over the events of the batches up to one. Quarters of an hour that a later batch has changed are read from
 * the events, the other quarters of their days from `by_quarter`. The parts may be read at different moments.
 */
export function partsUpTo(
  { project }: Query,
  measured: Measured,
  stretches: Stretch[],
  bound: Bound,
): Part[] {
  const condition = conditionOf(project, measured)
  const events = (where: Sql) => partOf('instant', eventsOf(project), sql`(${where}) and ${condition}`)
  if (!bound.changedQuarters) return [events(within('instant', stretches))]
  const check = sql` having ${notOvertaken(sql`max(batch) > ${integer(bound.batch)}`)}`
  const totals = (grain: Grain, where: Sql) =>
    partOf(grain, copiedEventsOf(project), sql`(${where}) and ${condition}`, check)
  const { days, quarters, instants } = aroundChanges(stretches, bound.changedQuarters)
  return [
    ...(days ? [totals('day', days)] : []),
    ...(quarters ? [totals('quarter', quarters)] : []),
    ...(instants ? [events(instants)] : []),
  ]
}

/** The conditions of the parts; undefined where a part has nothing to read. */
function aroundChanges(stretches: Stretch[], changedQuarters: number[]): Record<string, Sql | undefined> {
  const of = (grain: Grain) => stretches.filter(stretch => stretch.grain === grain)
  const [days, quarters, instants] = [of('day'), of('quarter'), of('instant')]
  const whole = [...days, ...quarters]
  const changed = changedQuarters.filter(seconds => whole.some(isAround(new Date(seconds * 1_000))))
  if (!changed.length)
    return {
      days: days.length ? within('day', days) : undefined,
      quarters: quarters.length ? within('quarter', quarters) : undefined,
      instants: instants.length ? within('instant', instants) : undefined,
    }
  const { isChangedDay, isChangedQuarter } = changedIn(changed)
  return {
    days: days.length ? sql`(${within('day', days)}) and not ${isChangedDay}` : undefined,
    quarters: sql`(${within('quarter', quarters)} or (${within('quarter', days)}) and ${isChangedDay}) and not ${isChangedQuarter}`,
    instants: sql`${within('instant', instants)} or (${within('instant', whole)}) and ${isChangedDay} and ${isChangedQuarter}`,
  }
}

const isAround =
  (at: Date) =>
  ({ from, to }: Stretch) =>
    from <= at && at < to

/** The conditions that a later batch has events in a quarter, and in the day of it. */
function changedIn(quartersInSeconds: number[]): { isChangedDay: Sql; isChangedQuarter: Sql } {
  const days = quartersInSeconds.map(seconds => new Date(seconds * 1_000).toISOString().slice(0, 10))
  return {
    isChangedDay: sql`(${day} in ${dates([...new Set(days)])})`,
    isChangedQuarter: sql`(toUnixTimestamp(${quarter}) in ${integers(quartersInSeconds)})`,
  }
}

const partOf = (grain: Grain, events: Sql, where: Sql, check = sql``): Part => ({
  at: times[grain].at,
  projection: times[grain].projection,
  events: sql`${events} where ${where}`,
  check,
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
