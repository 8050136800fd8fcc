import { dayMs } from '../../../durations.ts'

/** The instant at which a segment is evaluated. `isNow`: all known users are candidates. */
export interface Moment {
  project: string
  asOf: Date
  isNow: boolean
}

/** The instant that many times 24 hours before the moment, in milliseconds. */
export const daysBefore = ({ asOf }: Moment, days: number) => asOf.getTime() - days * dayMs
