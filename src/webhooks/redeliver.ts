import { type EntityManager } from '@mikro-orm/postgresql'
import { definition, notFound } from '../analytics/query/definition.ts'
import { readNodeId } from '../entities/node-id.ts'
import { Delivery } from '../entities/reports/delivery.ts'
import { badInput } from '../errors.ts'
import { lockDefinition } from '../postgres/lock-definition.ts'
import { ormTransaction } from '../postgres/orm-transaction.ts'
import { rowsOf } from '../postgres/rows-of.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { largest } from '../schema/largest.ts'
import { type RedeliverInput } from '../schema/webhooks/webhook-delivery.ts'
import { addDeliveries, enqueueFirst } from './add-deliveries.ts'
import { missedSince } from './missed.ts'
import { isEnabled, type WebhookContent } from './webhook-content.ts'

/**
 * Sends messages again, under the ids that they had. @returns their number
 * @throws EXACTLY_ONE, REQUIRED, NOT_FOUND, WEBHOOK_DISABLED
 */
export function redeliver(
  scope: RequestScope,
  { deliveryId, webhookId, since }: RedeliverInput,
): Promise<number> {
  if ((deliveryId == null) === (webhookId == null))
    throw badInput('EXACTLY_ONE', 'deliveryId', 'Give either deliveryId, or webhookId with since.')
  if (deliveryId != null) return redeliverOne(scope, deliveryId)
  if (since == null) throw badInput('REQUIRED', 'since', 'webhookId needs since.')
  return redeliverMissed(scope, webhookId!, since)
}

async function redeliverOne(scope: RequestScope, id: string): Promise<number> {
  const named = readNodeId(id)
  const isDelivery =
    named?.type === 'WebhookDelivery' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(named.key)
  const delivery =
    isDelivery && (await scope.em.findOne(Delivery, { id: named.key, announcementId: { $ne: null } }))
  if (!delivery) throw badInput('NOT_FOUND', 'deliveryId', 'This project has no delivery with this id.')
  const { webhookId } = delivery
  if (webhookId !== null) await enabledWebhook(scope, webhookId)
  await ormTransaction(scope.em, async () => {
    if (webhookId !== null) await requireLocked(scope.em, webhookId, 'deliveryId')
    await beginAgain(scope, [delivery.id])
  })
  return 1
}

async function redeliverMissed(scope: RequestScope, webhookId: string, since: Date): Promise<number> {
  const { id, content } = await enabledWebhook(scope, webhookId)
  return ormTransaction(scope.em, async () => {
    await requireLocked(scope.em, id, 'webhookId')
    const failed = await failedSince(scope.em, id, since)
    await beginAgain(scope, failed)
    const room = largest.redelivered - failed.length
    return failed.length + (await deliverMissed(scope, { id, content }, since, room))
  })
}

/** @throws NOT_FOUND for a webhook that was deleted meanwhile */
async function requireLocked(em: EntityManager, webhookId: string, field: string): Promise<void> {
  if (!(await lockDefinition(em, webhookId))) throw notFound('webhook', field)
}

/** @throws NOT_FOUND, WEBHOOK_DISABLED */
async function enabledWebhook({ em }: RequestScope, webhookId: string) {
  const { id, content } = await definition(em, 'webhook', webhookId, 'webhookId')
  const webhook = content as WebhookContent
  if (!isEnabled(webhook))
    throw badInput('WEBHOOK_DISABLED', 'webhookId', 'The webhook is disabled. Enable it first.')
  return { id, content: webhook }
}

async function failedSince(em: EntityManager, webhookId: string, since: Date): Promise<string[]> {
  const failed = await em.find(
    Delivery,
    { webhookId, state: 'FAILED', createdAt: { $gte: since } },
    { orderBy: { createdAt: 'asc', no: 'asc' }, limit: largest.redelivered, fields: ['id'] },
  )
  return failed.map(({ id }) => id)
}

/** Begins another round of deliveries. The jobs of the former round have nothing to do then. */
async function beginAgain({ em, project, viewer }: RequestScope, ids: string[]): Promise<void> {
  const begun = await rowsOf<Pick<Delivery, 'id' | 'channel' | 'round'>>(
    em,
    `update deliveries set state = 'WAITING', round = round + 1, attempts = 0,
       next_attempt_at = null, delivered_at = null, error_code = null, error_message = null
     where id in (select text::uuid from jsonb_array_elements_text(:input -> 'ids') as one (text))
     returning id, channel, round`,
    { ids },
  )
  for (const delivery of begun) await enqueueFirst(em, { project, subject: viewer!.subject }, delivery)
}

/** Delivers what a webhook listens to and has no delivery of, since it was disabled or listened to less. */
async function deliverMissed(
  { em, project, viewer }: RequestScope,
  { id: webhookId, content }: { id: string; content: WebhookContent },
  since: Date,
  most: number,
): Promise<number> {
  const missed = await missedSince(em, { project, webhookId, content, since }, most)
  for (const { id: announcementId, type: event } of missed)
    await addDeliveries(em, { project, subject: viewer!.subject, announcementId, event }, [
      { channel: 'WEBHOOK', recipient: webhookId, webhookId },
    ])
  return missed.length
}
