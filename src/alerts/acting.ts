import { definition, notFound } from '../analytics/query/definition.ts'
import { type Definition } from '../entities/definition.ts'
import { badInput } from '../errors.ts'
import { lockDefinition } from '../postgres/lock-definition.ts'
import { ormTransaction } from '../postgres/orm-transaction.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type AcknowledgeAlertInput, type SnoozeAlertInput } from '../schema/alerts/acting.ts'
import { type AlertContent } from '../schema/alerts/alert-input.ts'
import { notifyChange } from '../streams/notify-change.ts'
import { announce } from '../webhooks/announce.ts'
import { insertEvents, type NewEvent, plainEvent } from './checks/insert-events.ts'
import { noticeOf } from './notice.ts'

/** Takes on the trouble of an alert, or of one of its groups: there are no more reminders. @throws NOT_FOUND */
export async function acknowledgeAlert(
  scope: RequestScope,
  { id, labels }: AcknowledgeAlertInput,
): Promise<Definition> {
  const alert = await definition(scope.em, 'alert', id)
  const key = labels ? JSON.stringify(labels) : null
  await onAlert(scope, id, async () => {
    const taken = await scope.em.execute<{ key: string; labels: (string | null)[] }[]>(
      `update alert_states set acknowledged_at = ?
       where alert_id = ? and is_open and acknowledged_at is null and (?::text is null or group_key = ?)
       returning group_key as key, labels`,
      [scope.asOf, id, key, key],
    )
    await insertEvents(
      scope.em,
      taken.map(group => ({ ...acted(scope, alert, 'ACKNOWLEDGED'), ...group })),
    )
    await notifyChange(scope.em, 'alert', scope.project, id)
  })
  return alert
}

const longestSnoozeMs = 90 * 86_400_000

/**
 * Silences an alert until a time, or ends that. Its checks go on.
 * @throws NOT_FOUND, OUT_OF_ORDER for a time that is over, TIMESTAMP_OUT_OF_RANGE for one more than 90 days ahead
 */
export async function snoozeAlert(
  scope: RequestScope,
  { id, until = null }: SnoozeAlertInput,
): Promise<Definition> {
  const alert = await definition(scope.em, 'alert', id)
  if (until) checkUntil(until, scope.asOf)
  await onAlert(scope, id, async () => {
    await scope.em.execute('update alert_checks set snoozed_until = ? where alert_id = ?', [until, id])
    await insertEvents(scope.em, [
      { ...acted(scope, alert, 'SNOOZED'), note: until && `Until ${until.toISOString()}` },
    ])
    await notifyChange(scope.em, 'alert', scope.project, id)
  })
  return alert
}

function checkUntil(until: Date, now: Date): void {
  if (until <= now) throw badInput('OUT_OF_ORDER', 'until', 'until must be in the future.')
  if (until.getTime() - now.getTime() > longestSnoozeMs)
    throw badInput('TIMESTAMP_OUT_OF_RANGE', 'until', 'until may be at most 90 days ahead.')
}

/** Sends a message that is marked as a test to the receivers of an alert. @throws NOT_FOUND */
export async function testAlert(scope: RequestScope, id: string): Promise<Definition> {
  const alert = await definition(scope.em, 'alert', id)
  const event: NewEvent = { ...acted(scope, alert, 'TESTED'), isTold: true }
  const { project, name, content } = alert
  const notice = noticeOf({ id, project, name, content: content as AlertContent }, event)
  const text = `This is a test of the alert "${name}". Nothing is wrong.`
  await onAlert(scope, id, async () => {
    await insertEvents(scope.em, [event])
    await announce(scope.em, { ...notice, data: { ...notice.data, text, isTest: true } })
  })
  return alert
}

/** Changes what belongs to an alert, in a transaction. @throws NOT_FOUND for one that was deleted meanwhile */
const onAlert = ({ em }: RequestScope, id: string, change: () => Promise<void>): Promise<void> =>
  ormTransaction(em, async () => {
    if (!(await lockDefinition(em, id))) throw notFound('alert')
    await change()
  })

/** The entry in the history of something that the caller did. */
const acted = ({ viewer, asOf }: RequestScope, alert: Definition, kind: NewEvent['kind']): NewEvent => ({
  ...plainEvent(alert, kind, asOf),
  subject: viewer!.subject,
})
