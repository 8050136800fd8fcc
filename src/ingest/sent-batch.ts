import { Rejection } from '../checks/rejection.ts'
import { badInput } from '../errors.ts'
import { type AnyEvent, type TrackInput } from '../schema/tracking/track-input.ts'
import { type KindInput } from './kinds/every-kind.ts'
import { type KindName, kinds } from './kinds/index.ts'
import { type Sent, sentAs } from './track.ts'

/**
 * The events of a mixed batch, and the field that has them. An item of no kind or of several is rejected alone.
 * @throws EXACTLY_ONE for a batch that gives both fields or none
 */
export function sentBatch({ events, facts, sentAt }: TrackInput): {
  sent: Sent[]
  field: 'events' | 'facts'
} {
  if (Boolean(events) === Boolean(facts)) throw notExactlyOne(events ? 'this has both' : 'this has none')
  const field = events ? 'events' : 'facts'
  return { sent: (events ?? facts)!.map(item => sentItem(item, field, sentAt)), field }
}

const notExactlyOne = (found: string) =>
  badInput('EXACTLY_ONE', 'events', `A batch must have exactly one of events and facts; ${found}.`)

function sentItem(item: AnyEvent, field: string, sentAt: string | null | undefined): Sent {
  const given = Object.entries(item).filter(([, input]) => input != null) as [KindName, KindInput][]
  const [only, ...others] = given
  if (only && !others.length) return sentAs(kinds[only[0]], only[1], sentAt)
  const names = given.map(([name]) => name)
  return { eventId: null, properties: null, check: () => refuse(names, field) }
}

function refuse(names: string[], field: string): never {
  const found = names.length ? `this has ${names.join(' and ')}` : 'this has none'
  throw new Rejection('EXACTLY_ONE', field, `An event must have exactly one kind; ${found}.`)
}
