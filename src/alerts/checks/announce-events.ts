import { type ClientBase } from 'pg'
import { announce } from '../../webhooks/announce.ts'
import { noticeOf } from '../notice.ts'
import { type SavedAlert } from '../saved-alert.ts'
import { type StoredEvent } from './insert-events.ts'

/**
 * Announces events in the transaction that stores them. An anomaly is announced a second time, to the webhooks that listen to
 * anomalies.
 */
export async function announceEvents(
  client: ClientBase,
  alerts: SavedAlert[],
  events: StoredEvent[],
): Promise<void> {
  const byId = new Map(alerts.map(alert => [alert.id, alert]))
  for (const event of events.filter(({ isTold }) => isTold)) {
    const alert = byId.get(event.alertId)!
    const notice = noticeOf(alert, event)
    await announce(client, notice)
    if (alert.content.condition.anomaly && event.told === 'ALERT')
      await announce(client, { ...notice, type: 'anomaly.detected', to: {} })
  }
}
