import { MissedRuns } from '../../schema/reports/report-input.ts'
import { isTimeOf, type LocalSchedule, latestTime } from '../schedule.ts'

/** A time of the schedule to run for now. */
export interface DueSlot {
  slot: Date
  isLate: boolean
}

/** How long after a time of the schedule its run is in time: as far as two times are apart at least. */
const graceMs = 15 * 60_000

/**
 * The time to run for when the job of a time is done at `now`: the latest time that has come, since all others were missed.
 * `missed` says whether a late one is made up. `stale` is a time that the schedule does not have any more.
 */
export function dueSlot(
  local: LocalSchedule | undefined,
  slot: Date,
  now: Date,
  missed: MissedRuns,
): DueSlot | 'skipped' | 'stale' {
  if (!local || !isTimeOf(local, slot)) return 'stale'
  const latest = latestTime(local, now) ?? slot
  const isLate = now.getTime() - latest.getTime() > graceMs
  return isLate && missed === MissedRuns.SKIP ? 'skipped' : { slot: latest, isLate }
}
