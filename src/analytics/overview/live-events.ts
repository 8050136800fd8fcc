import { Event } from '../../entities/event.ts'
import { badInput } from '../../errors.ts'
import { type EventFilterInput } from '../../schema/overview/event.ts'
import { type LiveEvents } from '../../schema/streams/live-events.ts'
import { noteStatement } from '../query/asked-field.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { eventConditions } from './events.ts'

/** More events than this in a second are not read by anybody. */
const mostPerSecond = 20
const mostLiveEvents = 100

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
  const answer = feed.answer
    ? await nextAnswer(scope, where, newest, { ...feed, answer: feed.answer })
    : { events: newest, arrived: 0, skipped: 0 }
  if (answer !== feed.answer) Object.assign(feed, { answer, newest, at: performance.now() })
  return answer
}

async function nextAnswer(
  scope: QueryScope,
  where: object,
  newest: Event[],
  feed: Required<Feed>,
): Promise<LiveEvents<Event>> {
  const before = new Set(feed.newest.map(({ seq }) => seq))
  const fresh = newest.filter(({ seq }) => !before.has(seq))
  if (!fresh.length) return feed.answer
  const seconds = (performance.now() - feed.at) / 1_000
  const kept = fresh.slice(0, Math.max(1, Math.floor(seconds * mostPerSecond)))
  const areAllFresh = fresh.length === newest.length
  const arrived = areAllFresh ? await countSince(scope, where, feed) : fresh.length
  return {
    events: [...kept, ...feed.answer.events].slice(0, newest.length),
    arrived,
    skipped: Math.max(0, arrived - kept.length),
  }
}

/** The number of events that have arrived after the newest one of the last answer. */
function countSince({ em }: QueryScope, where: object, { newest: [last] }: Feed): Promise<number> {
  noteStatement()
  const after = last && {
    $or: [{ receivedAt: { $gt: last.receivedAt } }, { receivedAt: last.receivedAt, seq: { $gt: last.seq } }],
  }
  return em.count(Event, { $and: [where, after ?? {}] } as object)
}
