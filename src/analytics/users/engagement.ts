import { LifecycleNew } from '../../schema/behavior/lifecycle.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { type StatsArgs } from '../../schema/question-args.ts'
import {
  type ActiveDays,
  type Engagement,
  type EngagementDay,
  engagementFields,
} from '../../schema/users/engagement.ts'
import { ask } from '../query/ask.ts'
import { type Asked } from '../query/asked.ts'
import { type Asker } from '../query/asker.ts'
import { begunEdges } from '../query/begun-edges.ts'
import { dateOf } from '../query/calendar.ts'
import { lifecycleBuckets } from '../query/lifecycle-buckets.ts'
import { activeIntervals } from '../query/measure/active-intervals.ts'
import { measureOverTime } from '../query/measure/measure.ts'
import { type Measured } from '../query/measure/measured.ts'
import { type Selection } from '../query/measure/selection.ts'
import { fieldsIn, metricsOf, numbersTogether, rangesOf } from '../query/measure/stats.ts'

const topic = { name: 'engagement', fields: engagementFields }

/**
 * How much users come back: active users around each day, sessions, and who came, stayed and left.
 * Only what is selected is computed.
 * @throws INVALID_RANGE, INVALID_COMPARE, INVALID_FILTER, TOO_MANY_BUCKETS
 */
export async function engagement(
  asker: Asker,
  input: StatsArgs,
  selected: Selection,
): Promise<Partial<Engagement>> {
  const asked = await ask(asker, input)
  const ranges = rangesOf(asked, input)
  const measured = { range: ranges.range, filter: input.filter }
  const watched = { ...measured, newBy: LifecycleNew.FIRST_ACTIVITY }
  const [{ numbers, ...together }, days, activeDays, lifecycle] = await Promise.all([
    numbersTogether(asked, topic, input, ranges, selected),
    selected.days && daysOf(asked, measured, selected.days),
    selected.activeDays && activeDaysOf(asked, measured),
    selected.lifecycle && lifecycleBuckets(asked, 'engagement: lifecycle', watched, input.interval),
  ])
  return { ...numbers, ...together, days, activeDays, lifecycle }
}

async function daysOf(asked: Asked, measured: Measured, selected: Selection): Promise<EngagementDay[]> {
  const edges = begunEdges(asked, measured.range, CalendarUnit.DAY)
  const metrics = metricsOf(topic, fieldsIn(topic, selected))
  const days = await measureOverTime(asked, 'engagement: days', measured, metrics, edges)
  return days.map((values, i) => ({ ...values, date: dateOf(edges[i]!, asked.calendar) }) as EngagementDay)
}

async function activeDaysOf(asked: Asked, measured: Measured): Promise<ActiveDays[]> {
  const rows = await activeIntervals(asked, 'engagement: active days', measured, CalendarUnit.DAY)
  return rows.map(({ intervals, users }) => ({ activeDays: intervals, users }))
}
