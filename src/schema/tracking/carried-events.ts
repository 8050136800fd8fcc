/**
 * The events of a batch, in the place of the properties of a single event. GraphQL, the filling of defaults and
 * TypeGraphQL would each walk through every field of up to 1,000 events that have been read already.
 */
export class CarriedEvents {
  readonly events: unknown[]

  constructor(events: unknown[]) {
    this.events = events
  }
}

/** The events of a batch as a mutation gets it: those that its only item carries, else its items. */
export function eventsIn<Event extends object>(items: Event[]): Event[] {
  const [first] = items
  const carried = first && carriedBy(first)
  return carried && items.length === 1 ? (carried.events as Event[]) : items
}

/** In a mixed batch the carrier is inside its kind. */
function carriedBy(item: object): CarriedEvents | undefined {
  const inputs = [item, ...Object.values(item)] as ({ properties?: unknown } | null)[]
  const carrier = inputs.find(input => input?.properties instanceof CarriedEvents)
  return carrier?.properties as CarriedEvents | undefined
}
