import { randomUUID } from 'node:crypto'
import { enqueue } from '../jobs/enqueue.ts'
import { type StoredJob } from '../jobs/job.ts'
import { rowsOf, type Session } from '../postgres/rows-of.ts'
import { type AnnouncedType } from '../schema/webhooks/webhook-event.ts'
import { type DeliveryPayload } from './sending/waiting-delivery.ts'

/** What a delivery is about: a run of a report, or an announcement. */
type Origin = { runId: string } | { announcementId: string; event: AnnouncedType }

type Owner = Pick<StoredJob, 'project' | 'subject'> & Origin

export interface Recipient {
  channel: 'MAIL' | 'WEBHOOK'
  /** A mail address, the URL of a webhook of a report, or the id of a saved webhook. */
  recipient: string
  /** The saved webhook, with which the delivery is deleted. */
  webhookId?: string
}

/**
 * Stores a delivery for each recipient that has none yet, and enqueues its first attempt.
 * @returns the number of new deliveries
 */
export async function addDeliveries(
  transaction: Session,
  { project, subject, ...origin }: Owner,
  recipients: Recipient[],
): Promise<number> {
  if (!recipients.length) return 0
  const rows = recipients.map(recipient => ({ id: randomUUID(), project, ...origin, ...recipient }))
  const added = await rowsOf<{ id: string; channel: Recipient['channel'] }>(
    transaction,
    `insert into deliveries (id, project, run_id, announcement_id, event, webhook_id, channel, recipient)
     select id, project, "runId", "announcementId", event, "webhookId", channel, recipient
     from jsonb_to_recordset(:input -> 'rows') as one (
       id uuid, project text, "runId" bigint, "announcementId" bigint, event text,
       "webhookId" bigint, channel text, recipient text)
     on conflict do nothing
     returning id, channel`,
    { rows },
  )
  for (const delivery of added)
    await enqueueFirst(transaction, { project, subject }, { ...delivery, round: 0 })
  return added.length
}

interface BegunDelivery {
  id: string
  channel: Recipient['channel']
  round: number
}

/** Enqueues the first attempt of a round. */
export async function enqueueFirst(
  transaction: Session,
  owner: Pick<StoredJob, 'project' | 'subject'>,
  { id, channel, round }: BegunDelivery,
): Promise<void> {
  const payload: DeliveryPayload = { deliveryId: id, round }
  await enqueue(transaction, { ...owner, kind: channel, key: `${id}:${round}:1`, payload })
}
