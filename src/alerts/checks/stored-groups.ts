import { type ClientBase } from 'pg'
import { type GroupState } from '../machine/group-state.ts'
import { type Observation } from '../machine/level-of.ts'

/** A group of an alert as it is stored. */
export interface StoredGroup {
  alertId: string
  project: string
  key: string
  labels: (string | null)[]
  state: GroupState
  observation: Observation
  /** The time at which the group was last in an answer. */
  seenAt: Date
}

type Row = GroupState & Observation & Omit<StoredGroup, 'state' | 'observation'>

/** The groups of alerts, by their alerts and their keys. */
export async function storedGroups(
  client: ClientBase,
  alertIds: string[],
): Promise<Map<string, Map<string, StoredGroup>>> {
  const { rows } = await client.query<Row>(
    `select alert_id::text as "alertId", project, group_key as key, labels, state, since, warnings, alerts, told,
       told_at as "toldAt", is_unheard as "isUnheard", opened_at as "openedAt", is_open as "isOpen", notices,
       acknowledged_at as "acknowledgedAt", milestone, value, previous, sample, seen_at as "seenAt"
     from alert_states where alert_id = any($1::bigint[]) order by alert_id, group_key for update`,
    [alertIds],
  )
  const byAlert = Map.groupBy(rows.map(toGroup), ({ alertId }) => alertId)
  return new Map([...byAlert].map(([id, groups]) => [id, new Map(groups.map(group => [group.key, group]))]))
}

function toGroup(row: Row): StoredGroup {
  const { alertId, project, key, labels, seenAt, value, previous, sample, ...state } = row
  return {
    alertId,
    project,
    key,
    labels,
    seenAt,
    state,
    observation: { value, previous, sample, isAnomaly: null },
  }
}

/** A group that no answer has had for a week is forgotten. */
const kept = "interval '7 days'"

/** Stores the groups after a check. */
export async function storeGroups(client: ClientBase, groups: StoredGroup[], now: Date): Promise<void> {
  if (!groups.length) return
  await client.query(
    `insert into alert_states (
       alert_id, project, group_key, labels, state, since, warnings, alerts, told, told_at, is_unheard, opened_at, is_open,
       notices, acknowledged_at, milestone, value, previous, sample, seen_at)
     select "alertId", project, key, labels, state, since, warnings, alerts, told, "toldAt", "isUnheard", "openedAt", "isOpen",
       notices, "acknowledgedAt", milestone, value, previous, sample, "seenAt"
     from jsonb_to_recordset($1::jsonb) as checked (
       "alertId" bigint, project text, key text, labels jsonb, state text, since timestamptz, warnings integer, alerts integer,
       told text, "toldAt" timestamptz, "isUnheard" boolean, "openedAt" timestamptz, "isOpen" boolean, notices integer,
       "acknowledgedAt" timestamptz, milestone double precision, value double precision, previous double precision,
       sample double precision, "seenAt" timestamptz)
     on conflict (alert_id, group_key) do update set
       state = excluded.state, since = excluded.since, warnings = excluded.warnings, alerts = excluded.alerts,
       told = excluded.told, told_at = excluded.told_at, is_unheard = excluded.is_unheard, opened_at = excluded.opened_at,
       is_open = excluded.is_open, notices = excluded.notices, acknowledged_at = excluded.acknowledged_at,
       milestone = excluded.milestone, value = excluded.value, previous = excluded.previous, sample = excluded.sample,
       seen_at = excluded.seen_at`,
    [
      JSON.stringify(
        groups.map(({ state, observation, ...group }) => ({ ...group, ...observation, ...state })),
      ),
    ],
  )
  await client.query(
    `delete from alert_states
     where alert_id = any($1::bigint[]) and not is_open and seen_at < $2::timestamptz - ${kept}`,
    [groups.map(({ alertId }) => alertId), now],
  )
}
