import { type Pool } from 'pg'

/** The delivery that a job is to attempt. `waits` counts how often its endpoint was busy. */
export interface DeliveryPayload {
  deliveryId: string
  waits?: number
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
  /** Null for an announcement. */
  runId: string | null
  /** Null for a run of a report. */
  announcementId: string | null
  /** The saved webhook; null for a mail and for a webhook of a report. */
  webhookId: string | null
}

/** The delivery with an id; undefined if it was delivered, has failed, or was deleted with its cause. */
export async function waitingDelivery(
  pool: Pool,
  project: string,
  id: string,
): Promise<WaitingDelivery | undefined> {
  const { rows } = await pool.query<WaitingDelivery>(
    `select id, project, channel, recipient, attempts, run_id::text as "runId",
       announcement_id::text as "announcementId", webhook_id::text as "webhookId"
     from deliveries where id = $2 and project = $1 and state = 'WAITING'`,
    [project, id],
  )
  return rows[0]
}
