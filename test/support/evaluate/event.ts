/** One event, as the evaluators see it. */
export type Event = {
  /** Null for an event without a user: it counts as an event, but adds no user. */
  user: string | null
  name: string
  /** Milliseconds UTC. */
  at: number
  /** The log position; decides only between events at the same instant. */
  position: number
  properties?: Record<string, unknown>
}
