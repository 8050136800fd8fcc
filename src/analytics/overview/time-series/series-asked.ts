import { isStorable } from '../../../checks/text.ts'
import { type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { badInput } from '../../../errors.ts'
import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { Measure, type SeriesInput, type TimeSeriesInput } from '../../../schema/overview/time-series.ts'
import { checkText } from '../../query/check-text.ts'
import { alternativesOf, isAnyActivity, matchCondition } from '../../query/event-match.ts'

/** A series with every default filled in. */
export interface SeriesAsked {
  name: string
  measure: Measure
  property: string | undefined
  /** The condition of its events. */
  isIn: Sql
  /** Whether it has all events. */
  isOfAll: boolean
}

const most = { series: 10, keyLength: 500, nameLength: 200 }

/** The measures that need no property. */
const counts: Measure[] = [Measure.EVENTS, Measure.UNIQUE_USERS, Measure.EVENTS_PER_USER]

/**
 * The series of a question: those of `series`, or the one of the former fields `event` and `measure`.
 * @throws INVALID_SERIES, INVALID_EVENT, INVALID_FILTER, INVALID_TEXT
 */
export function seriesAsked(project: string, input: TimeSeriesInput): SeriesAsked[] {
  const { series, event, measure } = input
  if (!series) return [formerSeries(event, measure ?? Measure.EVENTS)]
  if (event != null || measure) throw invalid('Set series, or event and measure, not both.')
  if (!series.length || series.length > most.series)
    throw invalid(`series must have 1 to ${most.series} items.`)
  return series.map(one => {
    checkSeries(one)
    return toAsked(one, matchCondition(project, one, 'series', sql`true`))
  })
}

/** The name may be any text, also one that no event can have. */
function formerSeries(event: string | null | undefined, measure: Measure): SeriesAsked {
  checkText(event, 'event')
  return toAsked({ event, measure }, event == null ? sql`true` : sql`name = ${text(event)}`)
}

const toAsked = (series: SeriesInput, isIn: Sql): SeriesAsked => ({
  name: series.name ?? eventsOf(series),
  measure: series.measure,
  property: series.property ?? undefined,
  isIn,
  isOfAll: isAnyActivity(series),
})

const eventsOf = (match: EventMatchInput) =>
  alternativesOf(match)
    .map(({ event }) => event ?? 'all events')
    .join(' or ')

function checkSeries({ name, measure, property }: SeriesInput): void {
  const isCount = counts.includes(measure)
  if (isCount && property != null) throw invalid(`${measure} takes no property.`)
  if (!isCount && property == null) throw invalid(`${measure} needs a property, such as "amount".`)
  checkLengths(property, 'The key of a property', most.keyLength)
  checkLengths(name, 'The name of a series', most.nameLength)
}

function checkLengths(text: string | null | undefined, name: string, longest: number): void {
  if (text != null && (!text || text.length > longest || !isStorable(text)))
    throw invalid(`${name} must have 1 to ${longest} well-formed characters.`)
}

const invalid = (message: string) => badInput('INVALID_SERIES', 'series', message)
