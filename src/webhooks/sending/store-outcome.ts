import { type ClientBase } from 'pg'
import { type DeliveryFailure, type WebhookAnswer } from '../../delivery/delivery-failure.ts'
import { type SendMail } from '../../delivery/mailer.ts'
import { retryDelay } from '../../delivery/retry-delay.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { type StoredJob } from '../../jobs/job.ts'
import { lockDefinition } from '../../postgres/lock-definition.ts'
import { noteFailure, noteSuccess } from '../webhook-health.ts'
import { type DeliveryPayload, revisionOf, type WaitingDelivery } from './waiting-delivery.ts'

/** A delivery that was begun again meanwhile is sent again. */
export async function storeDelivered(
  client: ClientBase,
  delivery: WaitingDelivery,
  answer: WebhookAnswer | undefined,
): Promise<void> {
  const { id, round, webhookId } = delivery
  const isAsSent = await lockReceiver(client, delivery)
  await client.query(
    `update deliveries set state = 'DELIVERED', delivered_at = now(), attempts = attempts + 1,
       next_attempt_at = null, error_code = null, error_message = null,
       status = $2, duration_ms = $3, answer = $4
     where id = $1 and round = $5`,
    [id, ...columnsOf(answer), round],
  )
  if (webhookId !== null && isAsSent) await noteSuccess(client, webhookId)
}

/**
 * Locks the saved webhook of a delivery. Whether it is as it was when the attempt began: what was answered for another URL or
 * secret, or before somebody has enabled it again, says nothing about the present one.
 */
async function lockReceiver(client: ClientBase, { webhookId, revision }: WaitingDelivery): Promise<boolean> {
  if (webhookId === null) return true
  await lockDefinition(client, webhookId)
  const { rows } = await client.query<{ revision: string }>(
    `select ${revisionOf} as revision from definitions d join webhooks w on w.id = d.id where d.id = $1`,
    [webhookId],
  )
  return rows[0]?.revision === revision
}

const columnsOf = (answer: WebhookAnswer | undefined) => [
  answer?.status ?? null,
  answer?.durationMs ?? null,
  answer?.text ?? null,
]

/**
 * Keeps the reason of a failure, and enqueues the next attempt if there is one: also after a final failure of a webhook that was
 * changed meanwhile. A delivery that has ended or was begun again meanwhile stays as it is; a 410 to it counts all the same.
 */
export async function storeFailure(
  client: ClientBase,
  { now, sendMail }: { now(): Date; sendMail: SendMail | undefined },
  job: StoredJob<DeliveryPayload>,
  delivery: WaitingDelivery,
  failure: DeliveryFailure,
): Promise<void> {
  const { code, message, answer } = failure
  const isAsSent = await lockReceiver(client, delivery)
  const next = nextAttempt(delivery, failure, isAsSent, now())
  const { rowCount } = await client.query(
    // Without a mail server or a reader there was no attempt.
    `update deliveries set state = $2, next_attempt_at = $3,
       attempts = attempts + ($4 not in ('NOT_CONFIGURED', 'UNSUBSCRIBED'))::integer,
       error_code = $4, error_message = $5, status = $6, duration_ms = $7, answer = $8
     where id = $1 and state = 'WAITING' and round = $9`,
    [delivery.id, next ? 'WAITING' : 'FAILED', next, code, message, ...columnsOf(answer), delivery.round],
  )
  if (rowCount && next) await enqueueNext(client, job, delivery, next)
  // What ended before an attempt says nothing about the receiver.
  if (delivery.webhookId === null || !isAsSent || code === 'CANCELLED') return
  if (rowCount || code === 'GONE')
    await noteFailure(client, delivery, code, { at: now(), isMailing: Boolean(sendMail) })
}

/** The time of the next attempt; null after the last one. The webhook as it is now may be asked again whatever another one has answered. */
function nextAttempt(
  { attempts }: WaitingDelivery,
  { code, after: { isFinal, retryAfterMs } }: DeliveryFailure,
  isAsSent: boolean,
  now: Date,
): Date | null {
  if (isFinal && (isAsSent || code === 'CANCELLED')) return null
  const delay = retryDelay(attempts + 1, isAsSent ? retryAfterMs : undefined)
  return delay === null ? null : new Date(now.getTime() + delay)
}

async function enqueueNext(
  client: ClientBase,
  { project, subject, kind }: StoredJob<DeliveryPayload>,
  { id, round, attempts }: WaitingDelivery,
  runAt: Date,
): Promise<void> {
  const payload: DeliveryPayload = { deliveryId: id, round }
  await enqueue(client, { project, subject, kind, key: `${id}:${round}:${attempts + 2}`, payload, runAt })
}

export async function storeCancelled(
  client: ClientBase,
  { deliveryId, round = 0 }: DeliveryPayload,
): Promise<void> {
  await client.query(
    `update deliveries set state = 'FAILED', next_attempt_at = null, error_code = 'CANCELLED',
       error_message = 'The job that sends the message was cancelled, or failed.'
     where id = $1 and state = 'WAITING' and round = $2`,
    [deliveryId, round],
  )
}
