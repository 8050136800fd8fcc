import { type Sql } from '../../clickhouse/sql.ts'
import { type CalendarArgs } from '../../schema/calendar-args.ts'
import { type Meta } from '../../schema/meta.ts'
import { type Asker } from './asker.ts'
import { type Calendar, checkedTimeZone } from './calendar.ts'
import { type MeasureRows } from './measure-rows.ts'

/** A question that is being asked: its calendar, what can be counted by now, and how to run its SQL. */
export interface Asked {
  project: string
  calendar: Calendar
  asOf: Date
  watermark: Date
  /** A condition on `user_no` that the users of the segment meet; without a segment none. */
  members?: Sql
  run<Row>(name: string, question: Sql): Promise<Row[]>
  measureRows: MeasureRows
}

/** Settles the calendar of a question and waits until what was received before it can be counted. */
export async function ask(asker: Asker, args: CalendarArgs): Promise<Asked> {
  const [calendar, watermark] = await Promise.all([calendarOf(asker, args), asker.caughtUp()])
  return {
    project: asker.project,
    calendar,
    asOf: asker.asOf,
    watermark,
    run: (name, question) => asker.clickhouse.query(name, question, asker.signal),
    measureRows: asker.measureRows,
  }
}

/** The calendar asked for; without a time zone that of the project. */
export async function calendarOf(asker: Asker, { timeZone, weekStart }: CalendarArgs): Promise<Calendar> {
  const zone = timeZone == null ? await asker.timeZone() : checkedTimeZone(timeZone)
  return { timeZone: zone, weekStart }
}

/** Whether what ends at `end` can no longer grow, but for late facts. */
export const isComplete = (asked: Asked, end: Date) => end <= asked.watermark

/** How far an answer that covers everything before `to` can be trusted, judged by what was measured for it. */
export const toMeta = (asked: Asked, to: Date, { events, unpricedCalls }: Measured = {}): Meta => ({
  asOf: asked.asOf,
  watermark: asked.watermark,
  isComplete: isComplete(asked, to),
  sampleSize: events === undefined ? null : Number(events),
  warnings: unpricedCalls
    ? [`${unpricedCalls} uses of a model have no price: the cost leaves them out. See unpricedModels.`]
    : [],
})

interface Measured {
  events?: number | string | null
  unpricedCalls?: number | string | null
}
