import { type Client } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { finishLinks } from './finish-links.ts'
import { moveEvents } from './move-events.ts'
import { waitingLinks } from './queue.ts'
import { restate } from './restate.ts'

/**
 * Takes the next step of the links and restatements that wait: moves events of visitors to their users in the log,
 * copies restated events to ClickHouse, or takes finished links off the queue. Returns whether there was one. Between
 * two steps the projection copies new events, so that a visitor with many events holds up nobody.
 */
export async function restateNext(client: Client, clickhouse: ClickHouse): Promise<boolean> {
  const links = await waitingLinks(client)
  if (links.length && (await moveEvents(client, links))) return true
  if (await restate(client, clickhouse)) return true
  if (!links.length) return false
  await finishLinks(client, clickhouse, links)
  return true
}
