import { fromWallClock } from '../zoned.ts'
import { hashedId, idIn, instant, iso, list, object, present, text, without } from './cells.ts'
import { type Columns, type Identity, type Source, type SourceSettings, type Taken } from './source.ts'

/** Mixpanel's raw export: https://docs.mixpanel.com/reference/raw-event-export, and its export of user profiles. */
export const mixpanel: Source = {
  title: 'Mixpanel',
  recognizes: ({ event, properties, $distinct_id, $properties }) =>
    (typeof event === 'string' && ['time', 'distinct_id'].every(key => key in object(properties))) ||
    ($distinct_id !== undefined && $properties !== undefined),
  read: (columns, settings) =>
    '$properties' in columns ? profile(columns, settings) : event(columns, settings),
}

const devicePrefix = '$device:'

const reading = new Set([
  ...[
    'time',
    'distinct_id',
    '$insert_id',
    '$user_id',
    '$device_id',
    '$distinct_id_before_identity',
    '$import',
  ],
  ...[
    'mp_processing_time_ms',
    '$mp_api_endpoint',
    '$mp_api_timestamp_ms',
    '$session_id',
    'token',
    '$ip',
    'ip',
  ],
])

const names: Record<string, string> = { $mp_web_page_view: 'page_view' }

/** Events that say that two ids are one user. */
const links: Record<string, (properties: Columns) => Pick<Identity, 'userId' | 'visitorId'>[]> = {
  $identify: ({ $identified_id, distinct_id, $anon_id }) => [
    { userId: idIn($identified_id, distinct_id), visitorId: device(idIn($anon_id)) },
  ],
  $create_alias: ({ alias, distinct_id }) => [{ userId: idIn(alias), visitorId: device(idIn(distinct_id)) }],
  $merge: ({ $distinct_ids }) => merged(list($distinct_ids).map(id => idIn(id))),
}

function* event(columns: Columns, settings: SourceSettings): Generator<Taken> {
  const properties = object(columns.properties)
  const name = text(columns.event)
  const at = fromWallClock(instant({ 'properties.time': properties.time }, settings), settings.zone)
  const ids = idsOf(properties)
  if (name !== undefined && Object.hasOwn(links, name)) {
    for (const link of links[name]!(properties))
      if (link.userId && link.visitorId) yield { identity: { at, ...link } }
    return yield { skipped: `${name} events, which link ids` }
  }
  yield {
    kind: 'event',
    event: present({
      eventId: eventId(name, properties),
      name: name && (names[name] ?? name),
      ...ids,
      sessionId: idIn(properties.$session_id),
      timestamp: iso(at),
      properties: without(properties, reading),
    }),
  }
  const before = device(idIn(properties.$distinct_id_before_identity))
  if (ids.userId && before && before !== ids.userId)
    yield { identity: { at, userId: ids.userId, visitorId: before } }
}

/** Mixpanel removes duplicates by these four; the id from before the identification is the one that was sent. */
function eventId(name: string | undefined, properties: Columns): string | undefined {
  const insertId = text(properties.$insert_id)
  const sentBy = text(properties.$distinct_id_before_identity) ?? properties.distinct_id
  return insertId && hashedId('mp:', [name, sentBy, properties.time, insertId])
}

/** A user without an id has that of the device. */
function idsOf({ $user_id, $device_id, distinct_id }: Columns): { userId?: string; anonymousId?: string } {
  const distinct = idIn(distinct_id)
  const visitor =
    device(idIn($device_id)) ?? (distinct?.startsWith(devicePrefix) ? device(distinct) : undefined)
  const user = idIn($user_id) ?? (device(distinct) === visitor ? undefined : distinct)
  return { userId: user, anonymousId: visitor === user ? undefined : visitor }
}

const device = (id: string | undefined) => (id?.startsWith(devicePrefix) ? id.slice(devicePrefix.length) : id)

const isOfDevice = (id: string) => id.startsWith(devicePrefix) || /^[0-9a-f]{8,}(-[0-9a-f]+)+$/i.test(id)

/** Of merged ids, the first one that no device made is that of the user. */
function merged(ids: (string | undefined)[]): Pick<Identity, 'userId' | 'visitorId'>[] {
  const all = ids.filter(id => id !== undefined)
  const user = all.find(id => !isOfDevice(id)) ?? all.at(-1)
  return all.filter(id => id !== user).map(id => ({ userId: user, visitorId: device(id) }))
}

/** A profile: its properties are traits. */
function* profile({ $distinct_id, $properties }: Columns, settings: SourceSettings): Generator<Taken> {
  const { $name, name, $last_seen, $ip: _, ...traits } = object($properties)
  const id = idIn($distinct_id)
  if (id === undefined) return yield { skipped: 'profiles without an id' }
  yield {
    identity: {
      at: $last_seen === undefined ? 0 : instant({ $last_seen }, settings),
      ...(id.startsWith(devicePrefix) ? { visitorId: device(id) } : { userId: id }),
      username: text($name) ?? text(name),
      set: present(traits),
    },
  }
}
