import { type Metric } from '../../metrics-catalogue/catalogue.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { dayMetrics } from '../../schema/overview/daily-stats.ts'
import { platformFields } from '../../schema/overview/platform-stats.ts'
import { type StatsArgs } from '../../schema/question-args.ts'
import { ask } from '../query/ask.ts'
import { type Asked } from '../query/asked.ts'
import { type Asker } from '../query/asker.ts'
import { daysIn, partIn } from '../query/measure/days.ts'
import { readOrMeasureDays } from '../query/measure/rolled-up-days.ts'
import { emptyValue } from '../query/measure/select-metrics.ts'
import { type Selection } from '../query/measure/selection.ts'
import { fieldsIn, metricsOf, rangesOf, stats, toBuckets } from '../query/measure/stats.ts'

const topic = { name: 'stats', fields: platformFields }

/**
 * The platform as a whole over a range, together and over time: a daily, weekly or monthly report. Days of which only
 * kept numbers are selected are read as `dailyStats` reads them.
 */
export async function platformStats(asker: Asker, input: StatsArgs, selected: Selection) {
  const asked = await ask(asker, input)
  const { buckets, ...rest } = selected
  if (!buckets || !areKept(asked, input, buckets)) return stats(asked, topic, input, selected)
  const [answer, days] = await Promise.all([
    stats(asked, topic, input, rest),
    keptBuckets(asker, asked, input, buckets),
  ])
  return { ...answer, buckets: days }
}

/** Days are kept of everybody and everything. */
const areKept = ({ members }: Asked, { interval, filter }: StatsArgs, selected: Selection) =>
  interval === CalendarUnit.DAY &&
  !filter &&
  !members &&
  keptIn(selected).length === fieldsIn(topic, selected).length

const keptIn = (selected: Selection) => {
  const metrics: Metric[] = metricsOf(topic, fieldsIn(topic, selected))
  return dayMetrics.filter(metric => metrics.includes(metric))
}

async function keptBuckets(asker: Asker, asked: Asked, input: StatsArgs, selected: Selection) {
  const { range } = rangesOf(asked, input)
  const days = daysIn(range, asked.calendar)
  const metrics = keptIn(selected)
  const { values } = await readOrMeasureDays(
    asker,
    asked,
    topic.name,
    days.map(day => partIn(range, day)),
    metrics,
  )
  const empty = Object.fromEntries(metrics.map(metric => [metric, emptyValue(metric)]))
  const edges = [...days.map(({ from }) => from), days.at(-1)!.to]
  return toBuckets(
    asked,
    topic,
    fieldsIn(topic, selected),
    values.map(of => ({ ...empty, ...of })),
    edges,
  )
}
