import { type Range } from '../../analytics/query/range.ts'
import { type AlertRule } from '../../schema/alerts/alert-input.ts'
import { windowMs } from '../windows.ts'

/** Windows that follow each other and end in a range, aligned so that whole hours have whole windows. The last one is settled. */
export function windowsOf(
  { window }: Pick<AlertRule, 'window'>,
  { from, to }: Range,
  settled: Date,
): Range[] {
  const length = windowMs[window]
  const first = Math.floor(from.getTime() / length)
  const last = Math.floor(Math.min(to.getTime(), settled.getTime()) / length)
  return Array.from({ length: Math.max(last - first, 0) }, (_, i) => ({
    from: new Date((first + i) * length),
    to: new Date((first + i + 1) * length),
  }))
}
