import { type ClientBase } from 'pg'
import { type SavedAlert } from '../saved-alert.ts'
import { spreadKey } from '../spread-key.ts'
import { nextCheck } from '../windows.ts'
import { type Checked, isInvalid } from './checked.ts'

/** What a check needs of its stored row. */
export interface LockedCheck {
  snoozedUntil: Date | null
}

/**
 * Locks the checks of alerts until the end of the transaction, and returns those of alerts that are as they were when their
 * question was asked. An alert that is being changed is left out, since waiting for it could wait for ever.
 */
export async function lockChecks(
  client: ClientBase,
  alerts: SavedAlert[],
): Promise<Map<string, LockedCheck>> {
  const { rows } = await client.query<LockedCheck & { id: string }>(
    `select c.alert_id::text as id, c.snoozed_until as "snoozedUntil"
     from jsonb_to_recordset($1::jsonb) as asked (id bigint, version integer, "dueAt" timestamptz)
     join alert_checks c on c.alert_id = asked.id and c.next_at = asked."dueAt"
     join definitions d on d.id = asked.id and d.version = asked.version
     for update of c skip locked for key share of d skip locked`,
    [JSON.stringify(alerts.map(({ id, version, dueAt }) => ({ id, version, dueAt })))],
  )
  return new Map(rows.map(row => [row.id, row]))
}

/** Notes that alerts were checked, and when they are due again. One that is invalid is not. */
export async function updateChecks(client: ClientBase, checks: Checked[], now: Date): Promise<void> {
  await client.query(
    `update alert_checks c
     set next_at = done."nextAt", checked_at = $2, checked_to = coalesce(done."checkedTo", c.checked_to),
       failures = done.failures, error_code = done.code, error_message = done.message, is_invalid = done."isInvalid"
     from jsonb_to_recordset($1::jsonb) as done (
       id bigint, "nextAt" timestamptz, "checkedTo" timestamptz, failures integer, code text, message text, "isInvalid" boolean)
     where c.alert_id = done.id`,
    [JSON.stringify(checks.map(check => rowOf(check, now))), now],
  )
}

function rowOf({ alert, range, result }: Checked, now: Date) {
  const { id, failures, content } = alert
  const nextAt = nextCheck(content, spreadKey(alert.project, content), now)
  if (result === 'NOTHING_NEW') return { id, nextAt, failures, isInvalid: false }
  if (result instanceof Map) return { id, nextAt, checkedTo: range.to, failures: 0, isInvalid: false }
  const { code, message } = result
  const isOver = isInvalid(alert, result)
  return { id, nextAt: isOver ? null : nextAt, failures: failures + 1, code, message, isInvalid: isOver }
}
