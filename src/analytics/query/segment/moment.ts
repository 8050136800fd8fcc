/** When the users of a segment are looked at, and whether that is now: then everybody who is known counts. */
export interface Moment {
  project: string
  asOf: Date
  isNow: boolean
}

export const dayMs = 86_400_000

/** So many times 24 hours before the moment, in milliseconds. */
export const daysBefore = ({ asOf }: Moment, days: number) => asOf.getTime() - days * dayMs
