import { Event } from '../../entities/event.ts'
import { badInput } from '../../errors.ts'
import { type EventFilterInput } from '../../schema/overview/event.ts'
import { type LiveEvents } from '../../schema/streams/live-events.ts'
import { noteStatement } from '../query/asked-field.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { eventConditions } from './events.ts'

/** More events than this in a second are not read by anybody. */
const mostPerSecond = 20
export const mostLiveEvents = 100

/** The events of a feed that were sent last, which the next answer begins with. */
export interface Feed {
  answer?: LiveEvents<Event>
  /** The newest events of the last answer, also those that were skipped, newest first. */
  newest: Event[]
  /** The time of the last answer, by the monotonic clock. */
  at: number
}

export const newFeed = (): Feed => ({ newest: [], at: performance.now() })

/** @throws INVALID_PAGE_SIZE */
export function checkFirst(first: number): void {
  if (first < 1 || first > mostLiveEvents)
    throw badInput('INVALID_PAGE_SIZE', 'first', `first must be from 1 to ${mostLiveEvents}.`)
}

/**
 * The events that arrived last, newest first: of those that have arrived since the last answer at most 20 for each second, and before
 * them those of the last answer. The last answer itself if nothing has arrived.
 */
export async function liveEvents(
  scope: QueryScope,
  feed: Feed,
  { filter, first }: { filter?: EventFilterInput | null; first: number },
): Promise<LiveEvents<Event>> {
  const where = await eventConditions(scope, filter ?? {})
  noteStatement()
  const newest = await scope.em.find(Event, where, {
    orderBy: { receivedAt: 'desc', seq: 'desc' },
    limit: first,
  })
  const before = new Set(feed.newest.map(({ seq }) => seq))
  const fresh = newest.filter(({ seq }) => !before.has(seq))
  if (feed.answer && !fresh.length) return feed.answer
  const seconds = (performance.now() - feed.at) / 1_000
  const kept = feed.answer ? fresh.slice(0, Math.max(1, Math.floor(seconds * mostPerSecond))) : fresh
  const arrived = feed.answer ? await countSince(scope, where, fresh, feed) : 0
  const answer = {
    events: [...kept, ...(feed.answer?.events ?? [])].slice(0, first),
    arrived,
    skipped: Math.max(0, arrived - kept.length),
  }
  Object.assign(feed, { answer, newest, at: performance.now() })
  return answer
}

/** The number of events that have arrived: a statement only if there are more than the newest ones. */
async function countSince(
  { em }: QueryScope,
  where: object,
  fresh: Event[],
  { newest: [last] }: Feed,
): Promise<number> {
  const oldest = fresh.at(-1)!
  if (!last || isBefore(oldest, last)) return fresh.length
  noteStatement()
  const { receivedAt, seq } = last
  const after = { $or: [{ receivedAt: { $gt: receivedAt } }, { receivedAt, seq: { $gt: seq } }] }
  return em.count(Event, { $and: [where, after] } as object)
}

const isBefore = (one: Event, other: Event) => one.receivedAt < other.receivedAt
