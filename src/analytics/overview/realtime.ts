import { isStorable } from '../../checks/text.ts'
import { badInput } from '../../errors.ts'
import { CalendarUnit, WeekStart } from '../../schema/date-range-input.ts'
import { Dimension, type FilterInput, FilterOperator } from '../../schema/filter-input.ts'
import { type Bucket, type Numbers } from '../../schema/numbers.ts'
import {
  ComparedDay,
  type Realtime,
  type RealtimeArgs,
  realtimeFields,
} from '../../schema/overview/realtime.ts'
import { bucketEdges, local, shifted } from '../query/calendar.ts'
import { changesOf } from '../query/compare.ts'
import { measure, measureOverTime } from '../query/measure/measure.ts'
import { type Values } from '../query/measure/measure-rows.ts'
import { type Selection } from '../query/measure/selection.ts'
import { isComplete, toMeta } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'
import { alertsOf, type Traffic } from './realtime/alerts.ts'
import { firingAlerts } from './realtime/firing-alerts.ts'
import {
  callsIn,
  costMinutes,
  errorsIn,
  type MinuteField,
  metricsOf,
  minuteNumbers,
  nowMinutes,
  type RealtimeField,
  realtimeNumbers,
} from './realtime/numbers.ts'

/** The minutes of the clock in `minutes`. */
export const shownMinutes = 30

/**
 * The numbers of the windows that end now, those of the same windows of an earlier day, and the last 30 minutes. Only
 * selected fields are computed.
 * @throws INVALID_FILTER for a bot or channel that no event can have
 */
export async function realtime(
  scope: QueryScope,
  args: RealtimeArgs,
  selected: Selection,
): Promise<Partial<Realtime>> {
  checkValue('botId', args.botId)
  checkValue('channel', args.channel)
  const filter = filterOf(args)
  const query = await resolveQuery(scope, { weekStart: WeekStart.MONDAY })
  const [now, before, minutes, firing] = await Promise.all([
    measuredAt(query, query.asOf, filter, wantedNow(selected)),
    measuredAt(query, comparedInstant(query, args.comparedWith), filter, wantedBefore(selected)),
    selected.minutes ? minutesOf(query, filter, selected.minutes) : [],
    selected.alerts ? firingAlerts(scope) : [],
  ])
  const numbers = numbersOf(now, fieldsIn(selected))
  const previous = numbersOf(before, wantedBefore(selected))
  return {
    ...numbers,
    previous,
    changes: selected.changes ? changesOf(realtimeFields, numbers, previous) : [],
    alerts: selected.alerts ? [...firing, ...alertsOf(trafficIn(now), trafficIn(before))] : [],
    minutes,
    asOf: query.asOf,
    meta: toMeta(query, { to: query.asOf }, now.get(costMinutes)),
  }
}

/** The numbers that alerts are computed from. */
const alerting: RealtimeField[] = ['messagesPerMinute', 'errorRate']

const fieldsIn = (selected: Selection = {}) =>
  (Object.keys(realtimeNumbers) as RealtimeField[]).filter(field => field in selected)

export const wantedNow = (selected: Selection): RealtimeField[] => [
  ...fieldsIn(selected),
  ...(selected.alerts ? alerting : []),
]

export const wantedBefore = (selected: Selection): RealtimeField[] => [
  ...fieldsIn(selected.previous),
  ...(selected.changes ? fieldsIn(selected) : []),
  ...(selected.alerts ? alerting : []),
]

/** The condition of the arguments; undefined without one. */
export function filterOf({ botId, channel }: RealtimeArgs): FilterInput | undefined {
  const and = [...isValue(Dimension.BOT, botId), ...isValue(Dimension.CHANNEL, channel)]
  return and.length ? { and, operator: FilterOperator.IS } : undefined
}

const isValue = (dimension: Dimension, value: string | null | undefined): FilterInput[] =>
  value == null ? [] : [{ dimension, operator: FilterOperator.IS, values: [value] }]

/** As in filters. */
const longestText = 500

function checkValue(field: string, value: string | null | undefined): void {
  if (value != null && (!value || value.length > longestText || !isStorable(value)))
    throw badInput('INVALID_FILTER', field, `${field} must have 1 to ${longestText} well-formed characters.`)
}

const daysBack = { [ComparedDay.YESTERDAY]: 1, [ComparedDay.SAME_WEEKDAY]: 7 } satisfies Record<
  ComparedDay,
  number
>

/** The same local time of the compared day. */
const comparedInstant = ({ asOf, calendar }: Query, comparedWith: ComparedDay): Date =>
  shifted(local(asOf, calendar), CalendarUnit.DAY, -daysBack[comparedWith]).toJSDate()

/** The metrics of the numbers in each window that ends at an instant, by the minutes of the window. */
async function measuredAt(
  query: Query,
  to: Date,
  filter: FilterInput | undefined,
  fields: RealtimeField[],
): Promise<Map<number, Values>> {
  const windows = Map.groupBy(
    fields.map(field => realtimeNumbers[field]),
    ({ minutes }) => minutes,
  )
  return new Map(
    await Promise.all(
      [...windows].map(async ([minutes, numbers]): Promise<[number, Values]> => {
        const range = { from: new Date(to.getTime() - minutes * 60_000), to }
        return [minutes, await measure(query, 'realtime', { range, filter }, metricsOf(numbers))]
      }),
    ),
  )
}

const numbersOf = (measured: Map<number, Values>, fields: RealtimeField[]): Numbers<typeof realtimeFields> =>
  Object.fromEntries(
    fields.map(field => {
      const { minutes, of } = realtimeNumbers[field]
      return [field, of(measured.get(minutes)!)]
    }),
  )

function trafficIn(measured: Map<number, Values>): Traffic {
  const calls = measured.get(nowMinutes)!
  return {
    messages: Number(measured.get(1)!.messages),
    calls: callsIn(calls),
    errors: errorsIn(calls),
  }
}

/** The last minutes of the clock; the last one contains the instant before the question. */
async function minutesOf(
  query: Query,
  filter: FilterInput | undefined,
  selected: Selection,
): Promise<Bucket[]> {
  const from = new Date(query.asOf.getTime() - 1 - (shownMinutes - 1) * 60_000)
  const edges = bucketEdges(from, query.asOf, CalendarUnit.MINUTE, query.calendar)
  const fields = (Object.keys(minuteNumbers) as MinuteField[]).filter(field => field in selected)
  const measured = { range: { from: edges[0]!, to: query.asOf }, filter }
  const metrics = metricsOf(fields.map(field => minuteNumbers[field]))
  const minutes = await measureOverTime(query, 'realtime: minutes', measured, metrics, edges)
  return minutes.map((values, i) => ({
    ...Object.fromEntries(fields.map(field => [field, minuteNumbers[field].of(values)])),
    start: edges[i]!,
    end: edges[i + 1]!,
    isComplete: edges[i + 1]! <= query.asOf && isComplete(query, edges[i + 1]!),
  }))
}
