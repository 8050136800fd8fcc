import { hashedId, idIn, instant, iso, list, number, object, present, text } from './cells.ts'
import { type Columns, type Source, type SourceSettings, type Taken } from './source.ts'

/** Google Analytics 4 as exported from BigQuery: https://support.google.com/analytics/answer/7029846 */
export const ga4: Source = {
  title: 'Google Analytics 4',
  recognizes: columns =>
    'event_name' in columns &&
    'event_timestamp' in columns &&
    ['event_params', 'user_pseudo_id'].some(key => key in columns),
  read: event,
}

function* event(columns: Columns, settings: SourceSettings): Generator<Taken> {
  const at = instant({ event_timestamp: columns.event_timestamp }, settings)
  const params = valuesOf(columns.event_params)
  const [userId, visitorId] = [idIn(columns.user_id), idIn(columns.user_pseudo_id)]
  const { ga_session_id, ...rest } = params
  yield {
    kind: 'event',
    event: present({
      eventId: eventId(columns),
      name: text(columns.event_name),
      userId,
      anonymousId: visitorId,
      sessionId: ga_session_id === undefined ? undefined : `${visitorId ?? userId}.${ga_session_id}`,
      timestamp: iso(at),
      properties: { ...contextOf(columns), ...rest },
    }),
  }
  yield* traits(columns, at, userId ? { userId } : { visitorId })
}

/**
 * GA4 exports no id. Exports from before the batch columns tell two events of a microsecond apart by nothing but their content.
 */
function eventId(columns: Columns): string {
  const content = contentParts.map(column => columns[column] ?? null)
  return hashedId('ga4:', [...idParts.map(column => text(columns[column]) ?? null), ...content])
}

/** What the event itself says; other columns, such as the value of the user, change between two exports. */
const contentParts = ['event_params', 'ecommerce', 'items']

/** Together they tell most events apart; `event_bundle_sequence_id` does so in exports from before the batch columns. */
const idParts = [
  ...['user_pseudo_id', 'user_id', 'event_timestamp', 'event_name', 'batch_page_id', 'batch_ordering_id'],
  ...['batch_event_index', 'event_bundle_sequence_id', 'stream_id'],
]

/** The values of a list of keys and values, by key. */
const valuesOf = (pairs: unknown): Columns =>
  present(
    Object.fromEntries(
      list(pairs)
        .map(object)
        .map(({ key, value }) => [String(key), valueIn(object(value))]),
    ),
  )

/** Whole numbers of 64 bits are exported as texts. */
function valueIn({ string_value, int_value, float_value, double_value }: Columns): unknown {
  return text(string_value) ?? number(int_value) ?? number(double_value) ?? number(float_value)
}

function contextOf(columns: Columns): Columns {
  const [device, geo, source] = [object(columns.device), object(columns.geo), object(columns.traffic_source)]
  const { browser } = object(device.web_info)
  const { id, version } = object(columns.app_info)
  return present({
    platform: columns.platform,
    stream_id: columns.stream_id,
    device_category: device.category,
    operating_system: device.operating_system,
    language: device.language,
    browser: browser ?? device.browser,
    country: geo.country,
    region: geo.region,
    city: geo.city,
    first_source: source.source,
    first_medium: source.medium,
    first_campaign: source.name,
    app_id: id,
    app_version: version,
    event_value_in_usd: number(columns.event_value_in_usd),
    transaction_id: object(columns.ecommerce).transaction_id,
    purchase_revenue_in_usd: number(object(columns.ecommerce).purchase_revenue_in_usd),
    items: columns.items && list(columns.items).length > 0 ? list(columns.items).length : undefined,
  })
}

/** Each property of the user has a time of its own. */
function* traits(
  { user_properties }: Columns,
  eventAt: number,
  id: { userId?: string; visitorId?: string },
): Generator<Taken> {
  if (!id.userId && !id.visitorId) return
  for (const { key, value } of list(user_properties).map(object)) {
    const setAt = number(object(value).set_timestamp_micros)
    const trait = valueIn(object(value))
    if (trait !== undefined)
      yield {
        identity: { at: setAt === undefined ? eventAt : setAt / 1_000, ...id, set: { [String(key)]: trait } },
      }
  }
}
