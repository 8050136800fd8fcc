/** A point of the horizontal axis. */
export interface Point {
  /** Its whole name, such as `Mon, 30 Nov`. */
  name: string
  /** Its name on the axis. */
  tick: string
  /** False for a period that is not over, which is drawn dashed. */
  isComplete: boolean
}

export interface Series {
  name: string
  /** A value for each point; null where there is none. */
  values: (number | null)[]
  /** For a series to compare with, in a quieter line. */
  isQuiet?: boolean
}
