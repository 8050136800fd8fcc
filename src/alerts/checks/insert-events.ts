import { type Range } from '../../analytics/query/range.ts'
import { rowsOf, type Session } from '../../postgres/rows-of.ts'
import { type AlertEventKind } from '../../schema/alerts/alert-event.ts'
import { largest } from '../../schema/largest.ts'
import { type GroupState } from '../machine/group-state.ts'
import { nothing, type Observation } from '../machine/level-of.ts'

/** An event of an alert, as it enters the history. */
export interface NewEvent {
  alertId: string
  project: string
  /** Null for an event of the whole alert. */
  key: string | null
  labels: (string | null)[]
  at: Date
  kind: AlertEventKind
  /** The version of the alert that was checked; null for something that somebody did. */
  version: number | null
  /** Null for something that somebody did. */
  state: string | null
  previousState: string | null
  /** The window of the check; null for something that somebody did. */
  range: Range | null
  observation: Observation
  milestone: number | null
  openedAt: Date | null
  isTold: boolean
  /** The state that the message tells; null without a message. */
  told: GroupState['told'] | null
  note: string | null
  /** Somebody who did this; null for a check. */
  subject?: string | null
}

/** An event of a whole alert, without a check or a message. */
export const plainEvent = (
  { id, project }: { id: string; project: string },
  kind: AlertEventKind,
  at: Date,
): NewEvent => ({
  alertId: id,
  project,
  key: null,
  labels: [],
  at,
  kind,
  version: null,
  state: null,
  previousState: null,
  range: null,
  observation: nothing,
  milestone: null,
  openedAt: null,
  isTold: false,
  told: null,
  note: null,
})

/** An event that is stored. */
export interface StoredEvent extends NewEvent {
  id: string
}

/**
 * Stores events, and forgets the oldest ones of their alerts. A window of a group has one event for each version of its alert.
 * @returns those that are new
 */
export async function insertEvents(session: Session, events: NewEvent[]): Promise<StoredEvent[]> {
  if (!events.length) return []
  const rows = await rowsOf<{ id: string; position: number }>(
    session,
    `with given as (
       select * from jsonb_to_recordset(:input) as event (
         "alertId" bigint, project text, key text, labels jsonb, at timestamptz, kind text, state text, "previousState" text,
         "from" timestamptz, "to" timestamptz, value double precision, previous double precision, sample double precision,
         milestone double precision, "openedAt" timestamptz, "isTold" boolean, note text, subject text, version integer, position integer)
     ), added as (
       insert into alert_events (
         alert_id, project, group_key, labels, at, kind, state, previous_state, window_from, window_to, value, previous, sample,
         milestone, opened_at, is_told, note, subject, version)
       select "alertId", project, key, labels, at, kind, state, "previousState", "from", "to", value, previous, sample,
         milestone, "openedAt", "isTold", note, subject, version
       from given
       on conflict (alert_id, version, group_key, window_to) do nothing
       returning id, alert_id, group_key
     )
     select added.id::text, given.position
     from added
     join given on given."alertId" = added.alert_id and given.key is not distinct from added.group_key
     order by given.position`,
    events.map(rowOf),
  )
  await keepLatestEvents(session, [...new Set(events.map(({ alertId }) => alertId))])
  return rows.map(({ id, position }) => ({ ...events[position]!, id }))
}

const rowOf = ({ range, observation, ...event }: NewEvent, position: number) => ({
  ...event,
  ...range,
  ...observation,
  position,
})

async function keepLatestEvents(session: Session, alertIds: string[]): Promise<void> {
  await rowsOf(
    session,
    `delete from alert_events e
     using jsonb_array_elements_text(:input) as kept (id)
     where e.alert_id = kept.id::bigint and e.id <= (
       select id from alert_events where alert_id = kept.id::bigint order by id desc offset ${largest.alertEvents} limit 1)`,
    alertIds,
  )
}
