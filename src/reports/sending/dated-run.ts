import { local } from '../../analytics/query/calendar.ts'
import { WeekStart } from '../../schema/date-range-input.ts'
import { type SentRun } from './sent-run.ts'

/** A run with its period as readers write it, and the address by which its reader unsubscribes. */
export interface DatedRun extends SentRun {
  period: string
  unsubscribe: string | undefined
}

/** What a mail shows of each block, of which files have everything. */
export interface Shown {
  rows: number
  characters: number
}

/** Whole days as days, the last one included; anything else as local times. */
export function periodText({ from, to, timeZone }: Pick<SentRun, 'from' | 'to' | 'timeZone'>): string {
  const calendar = { timeZone, weekStart: WeekStart.MONDAY }
  const [first, end] = [local(from, calendar), local(to, calendar)]
  if (+first.startOf('day') !== +first || +end.startOf('day') !== +end)
    return `${first.toFormat('yyyy-MM-dd HH:mm')} to ${end.toFormat('yyyy-MM-dd HH:mm')} (${timeZone})`
  const last = end.minus({ days: 1 }).toISODate()
  return first.toISODate() === last
    ? `${last} (${timeZone})`
    : `${first.toISODate()} to ${last} (${timeZone})`
}
