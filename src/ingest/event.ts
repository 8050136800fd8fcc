import { type EventInput } from '../schema/tracking/event-input.ts'
import { type CheckedFact, checkedFact, nameOf } from './fact.ts'
import { type Received } from './received.ts'

/** @throws Rejection naming the field that is wrong */
export function checkedEvent(input: EventInput, received: Received): CheckedFact {
  return checkedFact(input, 'event', nameOf(input.name, 'name'), received)
}
