import { type RowEvent } from '../row-event.ts'
import { excludesCached, milliseconds, withoutTexts } from './ai-calls.ts'
import { decimal, idIn, idOf, instant, iso, list, number, object, present, text } from './cells.ts'
import { type Columns, type Identity, type Source, type SourceSettings, type Taken } from './source.ts'

/** PostHog's events and persons, from a batch export, the API or a CSV file: https://posthog.com/docs/cdp/batch-exports */
export const posthog: Source = {
  title: 'PostHog',
  recognizes: columns => isPage(columns) || isEvent(columns) || isPerson(columns),
  read: (columns, settings) => {
    if (isPage(columns)) return pageRows(columns).flatMap(row => [...posthog.read(row, settings)])
    return isEvent(columns) ? event(columns, settings) : person(columns, settings)
  },
}

const marks = ['uuid', 'person_id', 'elements_chain', 'inserted_at', 'team_id']

const isEvent = (columns: Columns) =>
  'event' in columns &&
  'distinct_id' in columns &&
  'timestamp' in columns &&
  marks.some(key => key in columns)
const isPerson = (columns: Columns) => 'distinct_ids' in columns && 'properties' in columns
const isPage = (columns: Columns) => 'results' in columns && 'next' in columns
const pageRows = ({ results }: Columns) => list(results).map(object)

const names: Record<string, string> = {
  $pageview: 'page_view',
  $pageleave: 'page_leave',
  $screen: 'screen_view',
}
const aiCalls: Record<string, string> = { $ai_generation: 'COMPLETION', $ai_embedding: 'EMBEDDING' }
/** Events that only say something about a user or group. */
const profileEvents = ['$identify', '$create_alias', '$merge_dangerously', '$set', '$groupidentify']
/** The evaluation of a flag is no act of the user, and there are more of them than of all other events. */
const notTaken = [...profileEvents, '$feature_flag_called']

function* event(columns: Columns, settings: SourceSettings): Generator<Taken> {
  const properties = object(columns.properties)
  const name = text(columns.event)
  const at = instant({ timestamp: columns.timestamp }, settings)
  const ids = idsOf(idIn(columns.distinct_id), properties)
  const shared = present({
    eventId: idOf('ph:', text(columns.uuid)),
    ...ids,
    sessionId: idIn(properties.$session_id),
    timestamp: iso(at),
  })
  if (name && notTaken.includes(name)) yield { skipped: `${name} events` }
  else if (name && aiCalls[name]) yield { kind: 'aiCall', event: aiCall(shared, name, properties) }
  else
    yield {
      kind: 'event',
      event: { ...shared, ...present({ name: name && (names[name] ?? name) }), properties: own(properties) },
    }
  yield* identities(columns, at, ids)
}

/** A user that PostHog has not identified is known by the id of the device. */
function idsOf(
  distinctId: string | undefined,
  { $device_id, $is_identified, $process_person_profile }: Columns,
) {
  const visitor = idIn($device_id)
  const isVisitor = distinctId === visitor || $is_identified === false || $process_person_profile === false
  return isVisitor ? { anonymousId: distinctId ?? visitor } : { userId: distinctId, anonymousId: visitor }
}

const dropped =
  /^(\$set|\$set_once|\$unset|\$ip|\$feature\/.*|\$active_feature_flags|\$elements.*|\$sdk_.*|\$sent_at|\$time|token|distinct_id|\$device_id|\$user_id|\$session_id|\$window_id|\$pageview_id|\$raw_user_agent|\$initial_person_info|\$is_identified|\$process_person_profile|\$anon_distinct_id|\$lib_rate_limit.*|\$config_.*|\$replay_.*|\$recording_.*|\$session_recording.*|\$geoip_(?!country|city|subdivision_1_name).*)$/

const own = (properties: Columns): Columns =>
  withoutTexts(Object.fromEntries(Object.entries(properties).filter(([key]) => !dropped.test(key))))

function aiCall(shared: RowEvent, name: string, properties: Columns): RowEvent {
  const rest = Object.entries(own(properties)).filter(([key]) => !aiFields.has(key))
  const { $ai_input_tokens, $ai_cache_read_input_tokens, $ai_cache_creation_input_tokens } = properties
  const tokens = {
    inputTokens: number($ai_input_tokens),
    cachedTokens: number($ai_cache_read_input_tokens),
    cacheWriteTokens: number($ai_cache_creation_input_tokens),
  }
  const provider = text(properties.$ai_provider)
  return {
    ...shared,
    ...present({
      conversationId: text(properties.$ai_session_id),
      callType: aiCalls[name],
      provider,
      model: text(properties.$ai_model),
      ...tokens,
      inputIncludesCached: excludesCached(provider, tokens) ? false : undefined,
      outputTokens: number(properties.$ai_output_tokens),
      reasoningTokens: number(properties.$ai_reasoning_tokens),
      costUsd: decimal(properties.$ai_total_cost_usd),
      durationMs: milliseconds(properties.$ai_latency),
      timeToFirstTokenMs: milliseconds(properties.$ai_time_to_first_token),
      success: properties.$ai_is_error === true ? false : undefined,
      errorClass: properties.$ai_is_error === true ? text(properties.$ai_http_status) : undefined,
      errorMessage: text(properties.$ai_error)?.slice(0, 2_000),
    }),
    properties: present({ ...Object.fromEntries(rest), traceId: properties.$ai_trace_id }),
  }
}

const aiFields = new Set([
  ...['$ai_session_id', '$ai_provider', '$ai_model', '$ai_input_tokens', '$ai_cache_read_input_tokens'],
  ...['$ai_cache_creation_input_tokens', '$ai_output_tokens', '$ai_reasoning_tokens', '$ai_total_cost_usd'],
  ...['$ai_latency', '$ai_time_to_first_token', '$ai_is_error', '$ai_error', '$ai_trace_id'],
])

/** Traits that came with the event, and the link of an alias. */
function* identities(
  columns: Columns,
  at: number,
  { userId, anonymousId }: ReturnType<typeof idsOf>,
): Generator<Taken> {
  const properties = object(columns.properties)
  const other = idIn(properties.$anon_distinct_id, properties.alias)
  const isLink = ['$identify', '$create_alias', '$merge_dangerously'].includes(String(columns.event))
  const user = userId ?? (isLink ? anonymousId : undefined)
  if (isLink && user && other && other !== user) yield { identity: { at, userId: user, visitorId: other } }
  const traits = {
    set: { ...object(columns.set), ...object(properties.$set) },
    setOnce: { ...object(columns.set_once), ...object(properties.$set_once) },
    unset: list(properties.$unset).map(String),
  }
  const hasTraits = [traits.set, traits.setOnce, traits.unset].some(part => Object.keys(part).length > 0)
  if (hasTraits && (user || anonymousId))
    yield { identity: { at, ...(user ? { userId: user } : { visitorId: anonymousId }), ...withName(traits) } }
}

function withName({
  set: { name, ...set },
  ...traits
}: {
  set: Columns
  setOnce: Columns
  unset: string[]
}): Partial<Identity> {
  return { username: text(name), set, ...traits }
}

/** A person: its properties are traits, and its ids are those of one user. */
function* person(columns: Columns, settings: SourceSettings): Generator<Taken> {
  const ids = list(columns.distinct_ids)
    .map(id => idIn(id))
    .filter(id => id !== undefined)
  const userId = ids.find(id => !isOfDevice(id)) ?? ids.at(-1)
  if (userId === undefined) return yield { skipped: 'persons without an id' }
  const { created_at } = columns
  const at = created_at === undefined ? 0 : instant({ created_at }, settings)
  for (const visitorId of ids) if (visitorId !== userId) yield { identity: { at, userId, visitorId } }
  yield {
    identity: {
      at,
      userId,
      ...withName({ set: present(object(columns.properties)), setOnce: {}, unset: [] }),
    },
  }
}

/** Devices get a UUID as their id. */
const isOfDevice = (id: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id)
