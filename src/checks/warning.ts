/** What the sender of an event should change, although the event is stored. */
export interface Warning {
  /** Stable. */
  code: string
  field: string
  message: string
}
