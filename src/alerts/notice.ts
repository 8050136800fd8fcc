import { type Announcement } from '../webhooks/announcement.ts'
import { namedBy } from '../webhooks/receivers.ts'
import { type NewEvent } from './checks/insert-events.ts'
import { changeRateOf } from './machine/level-of.ts'
import { noticeText } from './notice-text.ts'
import { keyOf } from './observing/observed.ts'
import { type SavedAlert } from './saved-alert.ts'

/** What a notice is about. */
export type Noticed = Pick<SavedAlert, 'id' | 'project' | 'name' | 'content'>

/** The announcement of an event of an alert, to the receivers that the alert names and the webhooks that listen. */
export function noticeOf(alert: Noticed, event: NewEvent): Announcement {
  const { observation, range, labels, at, key } = event
  return {
    project: alert.project,
    type: typeOf(event),
    key: [alert.id, event.version ?? event.kind, key ?? '', (range?.to ?? at).toISOString()].join(' '),
    at,
    to: namedBy(alert.content.notify),
    data: {
      name: alert.name,
      text: noticeText(alert, event),
      alertId: alert.id,
      state: event.told ?? event.state,
      previousState: event.previousState,
      severity: alert.content.severity ?? 'WARNING',
      metric: alert.content.field.replace(/^metrics\./, ''),
      group: labels,
      value: observation.value,
      compared: observation.previous,
      changeRate: alert.content.condition.changeRate ? changeRateOf(observation) : null,
      sampleSize: observation.sample,
      milestone: event.milestone,
      condition: alert.content.condition,
      from: range?.from.toISOString() ?? null,
      to: range?.to.toISOString() ?? null,
      episodeId: episodeOf(alert.id, key ?? keyOf(labels), event.openedAt),
      isReminder: event.kind === 'REMINDED',
      runbook: alert.content.runbook ?? null,
      reason: event.note,
    },
  }
}

/** The same for every message of an episode, so that receivers can put them together. */
const episodeOf = (alertId: string, key: string, openedAt: Date | null): string | null =>
  openedAt && `${alertId} ${key} ${openedAt.toISOString()}`

const typeOf = ({ kind, told }: NewEvent): Announcement['type'] =>
  kind === 'MILESTONE' ? 'milestone.reached' : told === 'OK' ? 'alert.resolved' : 'alert.firing'
