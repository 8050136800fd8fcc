import { raw, type Sql, sql, text } from '../../clickhouse/sql.ts'
import { Dimension } from '../../schema/filter-input.ts'

/** Each dimension as SQL over an event: a text, empty where the event does not give it. */
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

export const dimensionOf = (dimension: Dimension): Sql => raw(dimensions[dimension])

/** A property as text. The path is a bound value; a dot in a key is stored as `%2E`. */
export const propertyOf = (path: string): Sql => sql`getSubcolumn(properties, ${text(path)})::String`

/** A trait of a user as text, like a property of an event. */
export const traitOf = (path: string): Sql => sql`getSubcolumn(traits, ${text(path)})::String`
