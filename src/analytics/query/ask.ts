import { type Sql } from '../../clickhouse/sql.ts'
import { Project } from '../../entities/project.ts'
import { type CalendarArgs } from '../../schema/calendar-args.ts'
import { type Meta } from '../../schema/meta.ts'
import { type Asker } from './asker.ts'
import { type Calendar, checkedTimeZone } from './calendar.ts'

/** A question that is being asked: its calendar, what can be counted by now, and how to run its SQL. */
export interface Asked {
  project: string
  calendar: Calendar
  asOf: Date
  watermark: Date
  run<Row>(name: string, question: Sql): Promise<Row[]>
}

/** Settles the calendar of a question and waits until what was received before it can be counted. */
export async function ask(asker: Asker, { timeZone, weekStart }: CalendarArgs): Promise<Asked> {
  const zone = timeZone == null ? undefined : checkedTimeZone(timeZone)
  const [watermark, fallback] = await Promise.all([asker.caughtUp(), zone ?? projectTimeZone(asker)])
  return {
    project: asker.project,
    calendar: { timeZone: zone ?? fallback, weekStart },
    asOf: asker.asOf,
    watermark,
    run: (name, question) => asker.clickhouse.query(name, question, asker.signal),
  }
}

async function projectTimeZone({ em, project }: Asker): Promise<string> {
  return (await em.findOne(Project, project))?.timeZone ?? 'UTC'
}

/** Whether what ends at `end` can no longer grow, but for late facts. */
export const isComplete = (asked: Asked, end: Date) => end <= asked.watermark

/** How far an answer that covers everything before `to` can be trusted. */
export const toMeta = (asked: Asked, to: Date): Meta => ({
  asOf: asked.asOf,
  watermark: asked.watermark,
  isComplete: isComplete(asked, to),
})
