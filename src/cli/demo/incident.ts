import { dayMs, hourMs } from '../../durations.ts'

/** A bad day of the platform: from 8:00 to 18:00 (UTC) its main provider of models fails, and the API with it. */
export interface Incident {
  isAt(at: number): boolean
}

const hours = { from: 8, to: 18 }
/** The day is old enough to be over, and young enough to be among the last seven days. */
const leastDaysAgo = 2

/** The last working day before yesterday. */
export function incidentBefore(today: number): Incident {
  const daysAgo = [0, 1, 2].map(more => leastDaysAgo + more)
  const day = daysAgo.map(days => today - days * dayMs).find(isWorkingDay)!
  return { isAt: at => at >= day + hours.from * hourMs && at < day + hours.to * hourMs }
}

const isWorkingDay = (day: number) => ![0, 6].includes(new Date(day).getUTCDay())
