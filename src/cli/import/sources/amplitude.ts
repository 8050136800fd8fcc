import { idIn, idOf, instant, iso, object, present, text } from './cells.ts'
import { type Columns, type Source, type Taken } from './source.ts'

/** Amplitude's export: https://amplitude.com/docs/apis/analytics/export, an archive of compressed files by the hour. */
export const amplitude: Source = {
  title: 'Amplitude',
  recognizes: columns =>
    'event_type' in columns &&
    ['amplitude_id', '$insert_id', 'device_id', 'server_upload_time'].some(key => key in columns),
  read: event,
}

/** The columns of the device and the place that become properties under their own names. */
const context = [
  ...[
    'platform',
    'os_name',
    'os_version',
    'device_type',
    'device_family',
    'device_brand',
    'device_manufacturer',
  ],
  ...['device_model', 'device_carrier', 'country', 'region', 'city', 'dma', 'language', 'version_name'],
  ...['start_version', 'library', 'app', 'paying', 'sample_rate', 'is_attribution_event'],
]

/** Events that only change what is known about a user or group. */
const profileEvents = ['$identify', '$groupidentify']

function* event(columns: Columns, settings: Parameters<Source['read']>[1]): Generator<Taken> {
  const { event_time, client_event_time, event_properties, user_properties, groups } = columns
  const at = instant({ event_time, client_event_time }, settings)
  const [userId, visitorId] = [idIn(columns.user_id), idIn(columns.device_id, columns.amplitude_id)]
  const name = text(columns.event_type)
  if (name && profileEvents.includes(name)) yield { skipped: `${name} events` }
  else
    yield {
      kind: 'event',
      event: present({
        eventId: idOf('amp:', text(columns.$insert_id) ?? text(columns.uuid)),
        name,
        userId,
        anonymousId: visitorId,
        sessionId: idIn(columns.session_id),
        timestamp: iso(at),
        properties: {
          ...present(Object.fromEntries(context.map(column => [column, columns[column]]))),
          ...object(groups),
          ...object(event_properties),
        },
      }),
    }
  const traits = object(user_properties)
  if ((userId || visitorId) && Object.keys(traits).length > 0)
    yield { identity: { at, ...(userId ? { userId } : { visitorId }), set: traits } }
}
