import { type ClientBase } from 'pg'
import { type DeliveryFailure, type WebhookAnswer } from '../../delivery/delivery-failure.ts'
import { retryDelay } from '../../delivery/retry-delay.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { type StoredJob } from '../../jobs/job.ts'
import { lockDefinition } from '../../postgres/lock-definition.ts'
import { noteFailure, noteSuccess } from '../webhook-health.ts'
import { type DeliveryPayload, type WaitingDelivery } from './waiting-delivery.ts'

/** A delivery that was begun again meanwhile is sent again. */
export async function storeDelivered(
  client: ClientBase,
  { id, round, webhookId }: WaitingDelivery,
  answer: WebhookAnswer | undefined,
): Promise<void> {
  if (webhookId !== null) await lockDefinition(client, webhookId)
  await client.query(
    `update deliveries set state = 'DELIVERED', delivered_at = now(), attempts = attempts + 1,
       next_attempt_at = null, error_code = null, error_message = null,
       status = $2, duration_ms = $3, answer = $4
     where id = $1 and round = $5`,
    [id, ...columnsOf(answer), round],
  )
  if (webhookId !== null) await noteSuccess(client, webhookId)
}

const columnsOf = (answer: WebhookAnswer | undefined) => [
  answer?.status ?? null,
  answer?.durationMs ?? null,
  answer?.text ?? null,
]

/**
 * Keeps the reason of a failure, and enqueues the next attempt if there is one. A delivery that has ended or was begun again
 * meanwhile stays as it is.
 */
export async function storeFailure(
  client: ClientBase,
  { now }: { now(): Date },
  job: StoredJob<DeliveryPayload>,
  delivery: WaitingDelivery,
  failure: DeliveryFailure,
): Promise<void> {
  const { code, message, after, answer } = failure
  const delay = after.isFinal ? null : retryDelay(delivery.attempts + 1, after.retryAfterMs)
  const next = delay === null ? null : new Date(now().getTime() + delay)
  if (delivery.webhookId !== null) await lockDefinition(client, delivery.webhookId)
  const { rowCount } = await client.query(
    // Without a mail server there was no attempt.
    `update deliveries set state = $2, attempts = attempts + ($4 <> 'NOT_CONFIGURED')::integer, next_attempt_at = $3,
       error_code = $4, error_message = $5, status = $6, duration_ms = $7, answer = $8
     where id = $1 and state = 'WAITING' and round = $9`,
    [delivery.id, next ? 'WAITING' : 'FAILED', next, code, message, ...columnsOf(answer), delivery.round],
  )
  if (!rowCount) return
  if (next) await enqueueNext(client, job, delivery, next)
  // What ended before it was sent says nothing about the receiver.
  if (delivery.webhookId !== null && code !== 'CANCELLED')
    await noteFailure(client, delivery.project, delivery.webhookId, code, now())
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
