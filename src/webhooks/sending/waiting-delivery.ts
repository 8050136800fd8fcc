import { type Pool } from 'pg'

/** The delivery that a job is to attempt. `waits` counts how often its endpoint was busy. */
export interface DeliveryPayload {
  deliveryId: string
  waits?: number
  /** The round of the delivery when the job was enqueued; 0 before `redeliver` existed. */
  round?: number
}

/** A delivery that has not ended. */
export interface WaitingDelivery {
  id: string
  project: string
  channel: 'MAIL' | 'WEBHOOK'
  /** A mail address, the URL of a webhook of a report, or the id of a saved webhook. */
  recipient: string
  /** The attempts that have ended. */
  attempts: number
  /** How often the delivery was begun again. Jobs of former rounds have nothing to do. */
  round: number
  /** Null for an announcement. */
  runId: string | null
  /** Null for a run of a report. */
  announcementId: string | null
  /** The saved webhook; null for a mail and for a webhook of a report. */
  webhookId: string | null
  /** The revision of the saved webhook; null without one. */
  revision: string | null
}

/** A text that differs once a saved webhook `d` was saved again, or its row `w` has another secret. */
export const revisionOf = `d.version || ' ' || md5(w.sealed)`

/** The delivery of a job; undefined if it was delivered, has failed, was begun again, or was deleted with its cause. */
export async function waitingDelivery(
  pool: Pool,
  project: string,
  { deliveryId, round = 0 }: DeliveryPayload,
): Promise<WaitingDelivery | undefined> {
  const { rows } = await pool.query<WaitingDelivery>(
    `select one.id, one.project, channel, recipient, attempts, round, run_id::text as "runId",
       announcement_id::text as "announcementId", webhook_id::text as "webhookId", ${revisionOf} as revision
     from deliveries one left join definitions d on d.id = one.webhook_id left join webhooks w on w.id = d.id
     where one.id = $2 and one.project = $1 and state = 'WAITING' and round = $3`,
    [project, deliveryId, round],
  )
  return rows[0]
}
