import { ChurnLevel, type ChurnRisk } from '../../schema/users/user-analytics.ts'
import { median } from '../../statistics.ts'

/** Three active days have only two gaps, and a median of two gaps is a guess. */
const fewestDays = 4

/**
 * The risk that a user does not come back: the days since the last active day, divided by the user's own median gap
 * between active days. `days` are the user's active days as day numbers, ascending, up to `today`; null without any.
 */
export function churnRisk(days: readonly number[], today: number): ChurnRisk | null {
  if (!days.length) return null
  const idleDays = today - days.at(-1)!
  if (days.length < fewestDays)
    return {
      level: levelOfFew(idleDays),
      activeDays: days.length,
      idleDays,
      medianGapDays: null,
      ratio: null,
    }
  const medianGapDays = median(days.slice(1).map((day, i) => day - days[i]!))
  const ratio = idleDays / Math.max(medianGapDays, 1)
  return { level: levelOf(ratio, idleDays), activeDays: days.length, idleDays, medianGapDays, ratio }
}

function levelOf(ratio: number, idleDays: number): ChurnLevel {
  if (ratio >= 5 || idleDays >= 60) return ChurnLevel.CHURNED
  if (ratio >= 3) return ChurnLevel.HIGH
  return ratio >= 2 ? ChurnLevel.MEDIUM : ChurnLevel.LOW
}

function levelOfFew(idleDays: number): ChurnLevel {
  if (idleDays > 30) return ChurnLevel.CHURNED
  if (idleDays > 14) return ChurnLevel.HIGH
  return idleDays > 7 ? ChurnLevel.MEDIUM : ChurnLevel.LOW
}
