import { type Range } from '../../analytics/query/range.ts'
import { createAsker } from '../observing/asker.ts'
import { observe } from '../observing/observe.ts'
import { calendarObservations } from './calendar-observations.ts'
import { measuredWindows } from './measured-windows.ts'
import { type ObservedWindow, type Previewing } from './previewing.ts'
import { windowsOf } from './windows-of.ts'

interface ObservedWindows {
  windows: ObservedWindow[]
  /** The windows that were not computed. */
  leftOut: number
}

/** The windows of a range with the numbers of their groups. */
export async function observedIn(preview: Previewing): Promise<ObservedWindows> {
  const { rule, range, settled } = preview
  if (rule.condition.anomaly) return { windows: await calendarObservations(preview), leftOut: 0 }
  const windows = windowsOf(rule, range, settled)
  if (rule.question.measure) return { windows: await measuredWindows(preview, windows), leftOut: 0 }
  const asked = spread(windows, mostAsked)
  return { windows: await askedWindows(preview, asked), leftOut: windows.length - asked.length }
}

/** The questions of a preview whose numbers no series has, asked one after the other. */
export const mostAsked = 31

/** At most so many of the windows, at equal distances, up to the last. */
const spread = (windows: Range[], most: number): Range[] => {
  const step = Math.ceil(windows.length / most)
  return windows.filter((_, i) => (windows.length - 1 - i) % step === 0)
}

async function askedWindows(preview: Previewing, windows: Range[]): Promise<ObservedWindow[]> {
  const { scope, schema, rule, timeZone } = preview
  const asker = createAsker(schema, scope, ask => ask())
  const watched = { content: rule, timeZone, fields: [rule.field] }
  const found: ObservedWindow[] = []
  for (const range of windows) found.push({ range, observed: await observe(asker, watched, range) })
  return found
}
