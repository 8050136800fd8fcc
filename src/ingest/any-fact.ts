import { Rejection } from '../checks/rejection.ts'
import { type AnyFact } from '../schema/tracking/any-fact-input.ts'
import { type FactInput } from './kinds/every-kind.ts'
import { type KindName, kinds } from './kinds/index.ts'
import { type Sent, sentAs } from './track.ts'

/** An item of a mixed batch as an event of its kind; an item of no kind or several is rejected, and no other item. */
export function sentAnyFact(item: AnyFact): Sent {
  const given = Object.entries(item).filter(([, input]) => input != null) as [KindName, FactInput][]
  const [only, ...others] = given
  if (only && !others.length) return sentAs(kinds[only[0]], only[1])
  return { eventId: null, properties: null, check: () => refuse(given.map(([name]) => name)) }
}

function refuse(given: string[]): never {
  const found = given.length ? `this has ${given.join(' and ')}` : 'this has none'
  throw new Rejection('EXACTLY_ONE', 'facts', `A fact is exactly one kind; ${found}.`)
}
