import { type AlertRule } from '../../schema/alerts/alert-input.ts'
import { type Observation } from '../machine/level-of.ts'

/** The numbers of a group at a check. */
export interface Observed {
  group: (string | null)[]
  observation: Observation
}

/** A rule with the zone of its project, and the paths of all rules that share its question. */
export interface WatchedRule {
  content: AlertRule
  timeZone: string
  fields: string[]
}

/** The text that stands for a group. */
export const keyOf = (group: (string | null)[]): string => JSON.stringify(group)
