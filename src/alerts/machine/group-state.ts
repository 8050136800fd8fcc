import { type Level } from './level-of.ts'

export type StateName = 'UNKNOWN' | Level | 'NO_DATA'

/** The state of one group of an alert, as checks carry it on. */
export interface GroupState {
  state: StateName
  /** The time since which the group is in its state. */
  since: Date
  /** The checks in a row whose level was a warning or worse, and those whose level was an alert. */
  warnings: number
  alerts: number
  /** The state that receivers have been told of. At first they take a group to be well. */
  told: Exclude<StateName, 'UNKNOWN'>
  /** The time of the last message; null before the first. */
  toldAt: Date | null
  /** Whether the state needs a message although receivers have been told of the same one before: data is back, and still bad. */
  isUnheard: boolean
  /** The begin of the latest stretch of trouble, its episode, and whether it goes on; null before the first. */
  openedAt: Date | null
  isOpen: boolean
  /** The messages of the episode. */
  notices: number
  /** The time at which somebody took the episode on, which ends its reminders. */
  acknowledgedAt: Date | null
  /** The largest milestone that was reached and told; null before the first check. */
  milestone: number | null
}

/** The state of a group before its first check. */
export const newState = (now: Date): GroupState => ({
  state: 'UNKNOWN',
  since: now,
  warnings: 0,
  alerts: 0,
  told: 'OK',
  toldAt: null,
  isUnheard: false,
  openedAt: null,
  isOpen: false,
  notices: 0,
  acknowledgedAt: null,
  milestone: null,
})
