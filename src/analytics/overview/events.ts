import { type FilterQuery } from '@mikro-orm/postgresql'
import { type Event } from '../../entities/event.ts'
import { checkTexts, given, userNumber, within } from '../../lists/conditions.ts'
import { eventListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type Connection } from '../../schema/connection.ts'
import { type EventFilterInput, type EventsArgs } from '../../schema/overview/event.ts'
import { type QueryScope } from '../query/query-scope.ts'

/**
 * A page of the log, newest first, from PostgreSQL.
 * @throws INVALID_PAGE_SIZE outside 1 to 1,000, INVALID_CURSOR, INVALID_RANGE, INVALID_TEXT
 */
export async function events(scope: QueryScope, { filter, ...args }: EventsArgs): Promise<Connection<Event>> {
  return page(scope.em, eventListing, await eventConditions(scope, filter ?? {}), args)
}

/** The condition that an event passes the filter. @throws INVALID_RANGE, INVALID_TEXT */
export async function eventConditions(
  { em, asOf }: QueryScope,
  filter: EventFilterInput,
): Promise<FilterQuery<Event>> {
  checkTexts(filter)
  const { userId, kinds, range, ...labels } = filter
  return given({
    ...labels,
    kind: kinds && { $in: [...new Set(kinds)] },
    userNo: await userNumber(em, userId),
    occurredAt: within(range, asOf),
  })
}
