import { bucketEdges } from '../../analytics/query/calendar.ts'
import { WeekStart } from '../../schema/date-range-input.ts'
import { seasonalUnitOf } from '../observing/anomaly-window.ts'
import { createAsker } from '../observing/asker.ts'
import { seasonalNumbersOver } from '../observing/seasonal-numbers.ts'
import { type ObservedWindow, type Previewing } from './previewing.ts'

/** The hours, days or weeks that are over in a range, each judged by those before it. One statement has all of them. */
export async function calendarObservations(preview: Previewing): Promise<ObservedWindow[]> {
  const { scope, schema, rule, timeZone, range, settled } = preview
  const calendar = { timeZone, weekStart: WeekStart.MONDAY }
  const edges = bucketEdges(range.from, range.to, seasonalUnitOf(rule.window)!, calendar)
  const over = edges.filter(edge => edge <= settled)
  if (over.length < 2) return []
  const asker = createAsker(schema, scope, ask => ask())
  const watched = { content: rule, timeZone, fields: [rule.field] }
  const series = await seasonalNumbersOver(asker, watched, { from: over[0]!, to: over.at(-1)! })
  return over.slice(1).map((to, i) => ({
    range: { from: over[i]!, to },
    observed: series.flatMap(({ group, observations }) => {
      const observation = observations.get(over[i]!.getTime())
      return observation ? [{ group, observation }] : []
    }),
  }))
}
