import { ChurnLevel, type ChurnRisk } from '../../schema/users/user-analytics.ts'

/** Fewer active days have no cadence: three tell two gaps, and a median of two is a guess. */
const fewestDays = 4

/**
 * How likely somebody stays away, judged by how often they used to come: by the time since they were last active in
 * units of their own median gap. `days` are the calendar days they were active on, ascending, as numbers that count
 * days, none later than `today`; null when there are none.
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

/** The one in the middle; of an even number the mean of the two in the middle. */
function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}
