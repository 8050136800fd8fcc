import { type EntityManager } from '@mikro-orm/postgresql'
import { announce } from '../webhooks/announce.ts'
import { insertEvents, type NewEvent, plainEvent } from './checks/insert-events.ts'
import { type Noticed, noticeOf } from './notice.ts'

interface OpenGroup {
  key: string
  labels: (string | null)[]
  state: string
  openedAt: Date | null
  told: string
}

/**
 * Ends the episodes of an alert whose states are no longer about its number, tells so where they were told, and forgets them. `note`
 * is a sentence about the reason, other than a change or a pause.
 */
export async function closeEpisodes(
  em: EntityManager,
  alert: Noticed,
  at: Date,
  note: string | null = null,
): Promise<void> {
  // A check that is being stored ends first, so that none of its states is left.
  await em.execute('select alert_id from alert_checks where alert_id = ? for update', [alert.id])
  const groups = await em.execute<OpenGroup[]>(
    `delete from alert_states where alert_id = ?
     returning group_key as key, labels, state, opened_at as "openedAt", told`,
    [alert.id],
  )
  const told = groups.filter(({ told }) => told !== 'OK')
  const events = await insertEvents(
    em,
    told.map(group => ({ ...closed(alert, group, at), note })),
  )
  for (const event of events) await announce(em, noticeOf(alert, event))
}

const closed = (alert: Noticed, { key, labels, state, openedAt }: OpenGroup, at: Date): NewEvent => ({
  ...plainEvent(alert, 'CLOSED', at),
  key,
  labels,
  state: 'UNKNOWN',
  previousState: state,
  openedAt: openedAt && new Date(openedAt),
  isTold: true,
  told: 'OK',
})
