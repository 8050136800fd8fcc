import { type AlertContent } from '../schema/alerts/alert-input.ts'
import { type NewEvent } from './checks/insert-events.ts'
import { changeRateOf } from './machine/level-of.ts'

type Told = Pick<
  NewEvent,
  'kind' | 'state' | 'told' | 'observation' | 'labels' | 'milestone' | 'range' | 'note'
>

/**
 * A sentence about an event in its own numbers, such as `messages is 1,500, 50 % above the same window a week before (1,000), in
 * the window until 2026-03-02T10:00:00Z.`
 */
export function noticeText({ name, content }: { name: string; content: AlertContent }, event: Told): string {
  const { kind, state, told, note, range } = event
  if (kind === 'INVALID') return `The alert "${name}" cannot be checked any more. ${note}`
  if (kind === 'CLOSED') return `Resolved: ${note ?? `the alert "${name}" was changed or paused.`}`
  const until = range ? ` in the window until ${range.to.toISOString().replace(':00.000Z', 'Z')}` : ''
  const number = `${numberText(content, event)}${until}.`
  if (kind === 'MILESTONE') return `${shown(event.milestone)} is reached: ${number}`
  if ((told ?? state) === 'OK') return `Resolved: ${number}`
  return kind === 'REMINDED' ? `Still ${stateText[state ?? ''] ?? state}: ${number}` : number
}

const stateText: Record<string, string> = { ALERT: 'in alert', WARNING: 'a warning', NO_DATA: 'without data' }

function numberText(content: AlertContent, { observation, labels }: Told): string {
  const group = labels.length ? ` of ${labels.map(label => label ?? 'no value').join(', ')}` : ''
  const subject = `${content.field.replace(/^metrics\./, '')}${group}`
  if (observation.value === null) return `${subject} has no data`
  return `${subject} is ${shown(observation.value)}${comparedText(content, observation)}`
}

/** The number that a number is compared with, in words. */
function comparedText({ condition }: AlertContent, { value, previous }: NewEvent['observation']): string {
  if (previous === null) return ''
  if (condition.anomaly) return `, where ${shown(previous)} is usual,`
  const rate = changeRateOf({ value, previous })
  if (rate === null) return ''
  const than =
    condition.changeRate?.against === 'SAME_WEEKDAY' ? 'the same window a week before' : 'the window before'
  return `, ${shown(Math.abs(rate) * 100)} % ${rate < 0 ? 'below' : 'above'} ${than} (${shown(previous)}),`
}

const shown = (number: number | null) =>
  number === null ? '' : number.toLocaleString('en', { maximumSignificantDigits: 6 })
