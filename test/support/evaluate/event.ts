/** One thing that happened, as the evaluators see it. */
export type Event = {
  /** Null for an event that names nobody: it is an event, but it makes no user. */
  user: string | null
  name: string
  /** Milliseconds UTC. */
  at: number
  /** Its place in the log; decides only between events of the same instant. */
  position: number
  properties?: Record<string, unknown>
}
