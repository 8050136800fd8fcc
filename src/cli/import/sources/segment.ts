import { idIn, idOf, instant, iso, object, present, text } from './cells.ts'
import { type Columns, type Source, type SourceSettings, type Taken } from './source.ts'

/**
 * Messages in the shape of Segment's spec (https://segment.com/docs/connections/spec/), as files of events or as rows of a
 * warehouse. RudderStack and others write the same.
 */
export const segment: Source = {
  title: 'Segment',
  recognizes: columns => isMessage(columns) || isWarehouseRow(columns),
  read: (columns, settings) => read(isMessage(columns) ? columns : asMessage(columns), settings),
}

const isMessage = (columns: Columns) =>
  'type' in columns && ['messageId', 'anonymousId', 'originalTimestamp'].some(key => key in columns)

const isWarehouseRow = (columns: Columns) =>
  'anonymous_id' in columns && ['received_at', 'original_timestamp'].some(key => key in columns)

type Message = Columns

interface Sent {
  message: Message
  at: number
  userId: string | undefined
  visitorId: string | undefined
}

function* read(message: Message, settings: SourceSettings): Generator<Taken> {
  const { timestamp, originalTimestamp, sentAt, receivedAt } = message
  const at = instant({ timestamp, originalTimestamp, sentAt, receivedAt }, settings)
  const sent = { message, at, userId: idIn(message.userId), visitorId: idIn(message.anonymousId) }
  const type = text(message.type) ?? ''
  if (Object.hasOwn(readers, type)) yield* readers[type]!(sent)
  else yield { skipped: 'messages of an unknown type' }
}

const readers: Record<string, (sent: Sent) => Iterable<Taken>> = {
  track: sent => [event(sent, text(sent.message.event), object(sent.message.properties))],
  page: sent => [event(sent, 'page_view', named(sent.message))],
  screen: sent => [event(sent, 'screen_view', named(sent.message))],
  group: ({ message, ...sent }) => [
    event({ message, ...sent }, 'group', { groupId: message.groupId, ...object(message.traits) }),
    ...identity(sent, { groupId: text(message.groupId) }),
  ],
  identify: ({ message, ...sent }) => identity(sent, object(message.traits)),
  alias: ({ message, at, userId, visitorId }) => {
    const previous = idIn(message.previousId) ?? visitorId
    return userId && previous && previous !== userId
      ? [{ identity: { at, userId, visitorId: previous } }]
      : [{ skipped: 'aliases with one id' }]
  },
}

function event({ message, at, userId, visitorId }: Sent, name: string | undefined, own: Columns): Taken {
  return {
    kind: 'event',
    event: present({
      eventId: idOf('seg:', text(message.messageId)),
      name,
      userId,
      anonymousId: visitorId,
      timestamp: iso(at),
      properties: present({ ...contextOf(object(message.context)), ...own }),
    }),
  }
}

const named = ({ name, category, properties }: Message) => ({ name, category, ...object(properties) })

function identity({ at, userId, visitorId }: Omit<Sent, 'message'>, traits: Columns): Taken[] {
  const { name, ...set } = traits
  if (!userId && !visitorId) return [{ skipped: 'traits of nobody' }]
  return [{ identity: { at, userId, visitorId, username: text(name), set } }]
}

/** What the context says about page, campaign, device and app, in properties of one level. */
function contextOf(context: Columns): Columns {
  const { page, campaign, device, os, app, library } = context
  const [{ url, path, referrer, title }, { source, medium, name, term, content }] = [
    object(page),
    object(campaign),
  ]
  return {
    ...{ url, path, referrer, title },
    ...{ utm_source: source, utm_medium: medium, utm_campaign: name, utm_term: term, utm_content: content },
    device_type: object(device).type,
    device_model: object(device).model,
    os_name: object(os).name,
    app_version: object(app).version,
    library: object(library).name,
    locale: context.locale,
    timezone: context.timezone,
  }
}

const ofWarehouse: Record<string, string> = {
  id: 'messageId',
  anonymous_id: 'anonymousId',
  user_id: 'userId',
  previous_id: 'previousId',
  group_id: 'groupId',
  timestamp: 'timestamp',
  original_timestamp: 'originalTimestamp',
  sent_at: 'sentAt',
  received_at: 'receivedAt',
  event_text: 'event',
  name: 'name',
}
const dropped = new Set(['event', 'uuid', 'uuid_ts', 'loaded_at', 'type', 'context_ip', 'context_user_agent'])

/** The message of a warehouse's row: each table has one type, and all other columns are its properties or traits. */
function asMessage(columns: Columns): Message {
  const entries = Object.entries(columns)
  const known = Object.fromEntries(
    entries.flatMap(([key, cell]) => (ofWarehouse[key] ? [[ofWarehouse[key], cell]] : [])),
  )
  const own = Object.fromEntries(entries.filter(([key]) => !(key in ofWarehouse) && !dropped.has(key)))
  const type = text(columns.type) ?? typeOfTable(columns)
  return {
    event: columns.event,
    ...known,
    type,
    [type === 'identify' || type === 'group' ? 'traits' : 'properties']: own,
  }
}

function typeOfTable(columns: Columns): string {
  if ('event' in columns || 'event_text' in columns) return 'track'
  if ('previous_id' in columns) return 'alias'
  if ('group_id' in columns) return 'group'
  return ['path', 'url', 'referrer'].some(key => key in columns) ? 'page' : 'identify'
}
