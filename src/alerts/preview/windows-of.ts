import { type Range } from '../../analytics/query/range.ts'
import { badInput } from '../../errors.ts'
import { type AlertRule } from '../../schema/alerts/alert-input.ts'
import { windowMs } from '../windows.ts'

/** As many as ten statements can have. */
const mostWindows = 50_000

/**
 * Windows that follow each other and end in a range, aligned so that whole hours have whole windows. The last one is settled.
 * @throws TOO_MANY_CELLS above 50,000
 */
export function windowsOf(
  { window }: Pick<AlertRule, 'window'>,
  { from, to }: Range,
  settled: Date,
): Range[] {
  const length = windowMs[window]
  const first = Math.floor(from.getTime() / length)
  const last = Math.floor(Math.min(to.getTime(), settled.getTime()) / length)
  if (last - first > mostWindows) throw tooManyCells()
  return Array.from({ length: Math.max(last - first, 0) }, (_, i) => ({
    from: new Date((first + i) * length),
    to: new Date((first + i + 1) * length),
  }))
}

export const tooManyCells = () =>
  badInput(
    'TOO_MANY_CELLS',
    'range',
    'The preview would have too many windows and groups. Use a shorter range.',
  )
