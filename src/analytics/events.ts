import { type EntityManager, type FilterQuery } from '@mikro-orm/postgresql'
import { Event } from '../entities/event.ts'
import { User } from '../entities/user.ts'
import { badInput } from '../errors.ts'
import { once } from '../once.ts'
import { WeekStart } from '../schema/date-range-input.ts'
import { type EventFilterInput, type EventsArgs } from '../schema/event.ts'
import { type EventConnection } from '../schema/event-connection.ts'
import { decodeCursor, encodeCursor } from './query/cursor.ts'
import { toRange } from './query/range.ts'

/** Whose events: an EntityManager that is scoped to the project, and when the request came. */
export interface EventReader {
  em: EntityManager
  asOf: Date
}

/** A page of the log, newest first, straight from PostgreSQL; `count` tells how many events there are in all. */
export interface EventPage extends EventConnection {
  count(): Promise<number>
}

const mostPerPage = 100

/** @throws INVALID_PAGE_SIZE outside 1 to 100, INVALID_CURSOR, INVALID_RANGE */
export async function events(
  { em, asOf }: EventReader,
  { filter, first, after }: EventsArgs,
): Promise<EventPage> {
  if (first < 1 || first > mostPerPage)
    throw badInput('INVALID_PAGE_SIZE', 'first', `first must be 1 to ${mostPerPage}.`)
  const where = await eventConditions(em, asOf, filter ?? {})
  const found = await em.find(
    Event,
    { $and: [where, after == null ? {} : olderThan(after)] },
    { orderBy: { occurredAt: 'desc', seq: 'desc' }, limit: first + 1 },
  )
  const count = once(() => em.count(Event, where))
  return { ...toPage(found, first, after), count }
}

async function eventConditions(
  em: EntityManager,
  asOf: Date,
  filter: EventFilterInput,
): Promise<FilterQuery<Event>> {
  const { name, sessionId, conversationId, userId, range } = filter
  for (const [field, value] of Object.entries(filter))
    if (typeof value === 'string') checkStorable(value, field)
  const happened = range && toRange(range, { timeZone: 'UTC', weekStart: WeekStart.MONDAY }, asOf)
  return {
    ...(name != null && { name }),
    ...(sessionId != null && { sessionId }),
    ...(conversationId != null && { conversationId }),
    ...(userId != null && { userNo: await userNumber(em, userId) }),
    ...(happened && { occurredAt: { $gte: happened.from, $lt: happened.to } }),
  }
}

/** No event can hold such a text, and PostgreSQL would refuse or change it. */
function checkStorable(value: string, field: string): void {
  if (!value.isWellFormed() || value.includes('\0'))
    throw badInput(
      'INVALID_TEXT',
      `filter.${field}`,
      `${field} holds a NUL character or half a surrogate pair.`,
    )
}

/** Numbers begin at 1, so a user nobody has heard of has no events. */
async function userNumber(em: EntityManager, externalId: string): Promise<number> {
  return (await em.findOne(User, { externalId }, { fields: ['no'] }))?.no ?? 0
}

function olderThan(after: string): FilterQuery<Event> {
  const { at, seq } = decodeCursor(after)
  return { $or: [{ occurredAt: { $lt: at } }, { occurredAt: at, seq: { $lt: seq } }] }
}

function toPage(found: Event[], first: number, after: string | null | undefined): EventConnection {
  const nodes = found.slice(0, first)
  const edges = nodes.map(node => ({ node, cursor: encodeCursor({ at: node.occurredAt, seq: node.seq }) }))
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
