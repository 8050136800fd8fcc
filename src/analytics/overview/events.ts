import { type FilterQuery } from '@mikro-orm/postgresql'
import { type Event } from '../../entities/event.ts'
import { eventListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type Connection } from '../../schema/connection.ts'
import { type EventFilterInput, type EventsArgs } from '../../schema/overview/event.ts'
import { type Asker } from '../query/asker.ts'
import { checkTexts, given, userNumber, within } from '../query/conditions.ts'

/**
 * A page of the log, newest first, straight from PostgreSQL.
 * @throws INVALID_PAGE_SIZE outside 1 to 100, INVALID_CURSOR, INVALID_RANGE, INVALID_TEXT
 */
export async function events(asker: Asker, { filter, ...args }: EventsArgs): Promise<Connection<Event>> {
  return page(asker.em, eventListing, await conditions(asker, filter ?? {}), args)
}

async function conditions({ em, asOf }: Asker, filter: EventFilterInput): Promise<FilterQuery<Event>> {
  checkTexts(filter)
  const { userId, range, ...labels } = filter
  return given({ ...labels, userNo: await userNumber(em, userId), occurredAt: within(range, asOf) })
}
