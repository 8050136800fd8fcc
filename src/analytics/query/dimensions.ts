import { raw, type Sql, sql, texts } from '../../clickhouse/sql.ts'
import { Dimension } from '../../schema/filter-input.ts'
import { EventKind } from '../../schema/tracking/event-kind.ts'
import { subjectAt } from './subject.ts'

/** Each dimension as SQL over an event: a stored text, empty where the event does not give it. */
const dimensions = {
  [Dimension.EVENT]: 'name',
  [Dimension.KIND]: 'kind',
  [Dimension.CHANNEL]: 'channel',
  [Dimension.BOT]: 'bot_id',
  [Dimension.PROVIDER]: 'provider',
  [Dimension.MODEL]: 'model',
  [Dimension.CALL_TYPE]: 'call_type',
  [Dimension.ROLE]: 'role',
  [Dimension.ENDPOINT]: 'endpoint',
  [Dimension.METHOD]: 'method',
  [Dimension.STATUS_CODE]: `ifNull(toString(status_code), '')`,
  [Dimension.SUCCESS]: `ifNull(toString(success), '')`,
  [Dimension.CACHE_HIT]: `ifNull(toString(cache_hit), '')`,
  [Dimension.ERROR_CLASS]: 'error_class',
  [Dimension.SERVICE_TIER]: 'service_tier',
  [Dimension.COST_SOURCE]: 'cost_source',
  [Dimension.FEEDBACK]: 'feedback',
  [Dimension.CONVERSATION_STATUS]: 'status',
  [Dimension.BROWSER]: 'browser',
  [Dimension.OS]: 'os',
  [Dimension.DEVICE]: 'device',
  [Dimension.LANGUAGE]: `ifNull(properties.language.:String, '')`,
  [Dimension.COUNTRY]: `ifNull(properties.country.:String, '')`,
} satisfies Record<Dimension, string>

/** The SQL of a dimension over an event, which is the name of a column for most. */
export const columnOfDimension = (dimension: Dimension): string => dimensions[dimension]

/** A dimension as it is stored: filters compare this text. */
export const storedDimension = (dimension: Dimension): Sql => raw(dimensions[dimension])

/** A dimension as it is shown: a kind has its name in `EventKind`. */
export function dimensionOf(dimension: Dimension): Sql {
  const stored = storedDimension(dimension)
  if (dimension !== Dimension.KIND) return stored
  return sql`transform(${stored}, ${texts(Object.values(EventKind))}, ${texts(Object.keys(EventKind))})`
}

/** A property as text, a list as JSON. */
export const propertyOf = (path: string): Sql => subjectAt('properties', path).text

/**
 * A text as an exact number with up to 12 decimal places, so that sums do not depend on the order of the events. Null for
 * any other text, and for numbers of 10^15 or more and of -10^15 or less, whose sums might not be exact.
 */
export function exactNumber(text: Sql): Sql {
  const found = sql`toDecimal128OrNull(${text}, 12)`
  return sql`if(abs(${found}) < 1000000000000000, ${found}, null)`
}

/** A trait of a user as text, like a property of an event. */
export const traitOf = (path: string): Sql => subjectAt('traits', path).text
