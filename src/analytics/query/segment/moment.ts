import { dayMs } from '../../../durations.ts'
import { type PrecomputedDays } from '../precomputed/precomputed-days.ts'

/** The instant at which a segment is evaluated. `isNow`: all known users are candidates. */
export interface Moment {
  project: string
  asOf: Date
  isNow: boolean
  /** The precomputed days; absent if only events may be read. */
  precomputed?: PrecomputedDays | undefined
}

/** The instant that many times 24 hours before the moment, in milliseconds. */
export const daysBefore = ({ asOf }: Moment, days: number) => asOf.getTime() - days * dayMs
