import { type Sql } from '../../clickhouse/sql.ts'
import { type EventMetric } from '../../metrics-catalogue/catalogue.ts'
import { type Meta } from '../../schema/meta.ts'
import { type Numbers } from '../../schema/numbers.ts'
import { type BreakdownArgs } from '../../schema/question-args.ts'
import { toMeta } from './ask.ts'
import { type Asked } from './asked.ts'
import { checkFirst, shownOf } from './first.ts'
import { measureBy } from './measure/measure.ts'
import { type Selection } from './measure/selection.ts'
import { fieldsIn, metricsOf, numbersIn, type Topic } from './measure/stats.ts'
import { defaultRange, toRange } from './range.ts'

/** The expressions that events are grouped by, and the metric that ranks the groups. */
interface Grouping<By extends string> {
  by: Record<By, Sql>
  order: EventMetric
}

/** A group: its values of the expressions, its numbers, and its share of the metric that ranks the groups. */
type Group<By extends string> = Numbers & Record<By, string> & { share: number | null }

interface Breakdown<By extends string> {
  groups: Group<By>[]
  meta: Meta
}

export type FactTopic = Topic<Record<string, EventMetric>>

/**
 * The numbers of a topic for each of the largest groups. Only what is selected is computed.
 * @throws INVALID_RANGE, INVALID_FILTER, INVALID_FIRST outside 1 to 1,000
 */
export async function breakdown<By extends string>(
  asked: Asked,
  topic: FactTopic,
  input: BreakdownArgs,
  { by, order }: Grouping<By>,
  selected: Selection | undefined,
): Promise<Breakdown<By>> {
  const { first, filter } = input
  checkFirst(first)
  const range = toRange(input.range ?? defaultRange, asked.calendar, asked.asOf)
  const meta = toMeta(asked, range.to)
  if (!selected) return { groups: [], meta }
  const fields = fieldsIn(topic, selected)
  const metrics = metricsOf(topic, fields)
  const rows = await measureBy(
    asked,
    topic.name,
    { range, filter, kind: topic.kind, only: topic.only },
    metrics,
    {
      by,
      order,
      first,
    },
  )
  const groups = rows.map(row => ({ ...numbersIn(topic, fields, row), ...keysIn(row, by), share: row.share }))
  const all = rows[0]?.groups ?? 0
  return { groups: groups as Group<By>[], meta: { ...meta, warnings: shownOf(first, all) } }
}

const keysIn = <By extends string>(row: Record<By, string>, by: Record<By, Sql>) =>
  Object.fromEntries(Object.keys(by).map(key => [key, row[key as By]]))
