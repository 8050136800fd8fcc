import { type AlertCheck } from '../entities/alerts/alert-check.ts'
import { type AlertGroup } from '../entities/alerts/alert-group.ts'
import { type AlertState } from '../schema/alerts/alert-event.ts'
import { type AlertContent } from '../schema/alerts/alert-input.ts'

/** From the worst state of a group on. */
const byBadness = ['ALERT', 'WARNING', 'NO_DATA', 'UNKNOWN', 'OK'] as const

/** The state of an alert: paused, invalid, or the worst state of its groups. */
export function stateOf(
  { isPaused }: AlertContent,
  check: AlertCheck | null,
  groups: Pick<AlertGroup, 'state'>[],
): AlertState {
  if (isPaused) return 'PAUSED'
  if (check?.isInvalid) return 'INVALID'
  return byBadness.find(state => groups.some(group => group.state === state)) ?? 'UNKNOWN'
}
