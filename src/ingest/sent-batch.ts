import { badInput } from '../errors.ts'
import { eventsIn } from '../schema/tracking/carried-events.ts'
import { type AnyEvent, type TrackInput } from '../schema/tracking/track-input.ts'
import { type KindInput } from './kinds/every-kind.ts'
import { type KindName, kinds } from './kinds/index.ts'
import { type Sent, sentAs } from './track.ts'

/**
 * The events of a mixed batch, and the field that has them.
 * @throws EXACTLY_ONE for a batch that gives both fields or none
 */
export function sentBatch({ events, facts, sentAt }: TrackInput): {
  sent: Sent[]
  field: 'events' | 'facts'
} {
  if (Boolean(events) === Boolean(facts)) throw notExactlyOne(events ? 'this has both' : 'this has none')
  const field = events ? 'events' : 'facts'
  return { sent: eventsIn((events ?? facts)!).map(item => sentItem(item, sentAt)), field }
}

const notExactlyOne = (found: string) =>
  badInput('EXACTLY_ONE', 'events', `A batch must have exactly one of events and facts; ${found}.`)

/** GraphQL lets an item pass only with exactly one kind. */
export function sentItem(item: AnyEvent, sentAt?: string | null | undefined): Sent {
  const [[name, input]] = Object.entries(item) as [[KindName, KindInput]]
  return sentAs(kinds[name], input, sentAt)
}
