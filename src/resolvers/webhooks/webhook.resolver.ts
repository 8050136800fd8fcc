import { Arg, Args, Ctx, ID, Resolver, Root } from 'type-graphql'
import { definition, isRowId } from '../../analytics/query/definition.ts'
import { DeliveryCode } from '../../codes/delivery-code.ts'
import { auditedChange } from '../../definitions/audited-change.ts'
import { Webhook } from '../../definitions/kinds/webhook.ts'
import { type Delivery } from '../../entities/reports/delivery.ts'
import { badInput } from '../../errors.ts'
import { given } from '../../lists/conditions.ts'
import { webhookDeliveryListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { replaceWebhookSecret } from '../../reports/webhook-secrets.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { DeliveryError } from '../../schema/reports/report-run.ts'
import { DateTime } from '../../schema/scalars.ts'
import {
  RedeliverInput,
  RedeliverPayload,
  TestWebhookInput,
  TestWebhookPayload,
  WebhookDeliveriesArgs,
  WebhookDelivery,
  WebhookDeliveryConnection,
} from '../../schema/webhooks/webhook-delivery.ts'
import { WebhookEvent } from '../../schema/webhooks/webhook-event.ts'
import { RotateWebhookSecretInput, RotateWebhookSecretPayload } from '../../schema/webhooks/webhook-secret.ts'
import { redeliver } from '../../webhooks/redeliver.ts'
import { checkOverlap, requireSeal, rotateSecret } from '../../webhooks/rotate-secret.ts'
import { newSecretsOf } from '../../webhooks/shown-once.ts'
import { testWebhook } from '../../webhooks/test-webhook.ts'
import { AdminField, AdminMutation, AdminQuery } from '../decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'
import { edge } from '../question-cost/edge.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { deliveryError } from './delivery-error.ts'

const free = { cost: () => 0 }

@Resolver(() => Webhook)
export class WebhookResolver {
  @AdminQuery(() => WebhookDeliveryConnection, {
    description:
      'The messages about announcements to webhooks and mail addresses, newest first, with the last answer to each.',
    cost: pageCost,
  })
  webhookDeliveries(
    @Ctx('scope') { em }: RequestScope,
    @Args(() => WebhookDeliveriesArgs) { webhookId, state, ...args }: WebhookDeliveriesArgs,
  ): Promise<Connection<Delivery>> {
    const of = webhookId == null ? {} : { webhookId: isRowId(webhookId) ? webhookId : '0' }
    const where = { announcementId: { $ne: null }, ...of, ...given({ state }) }
    return page(em, webhookDeliveryListing, where, args)
  }

  @AdminMutation(() => RotateWebhookSecretPayload, {
    description:
      'Makes another secret for a webhook. For some hours messages are signed with both, so that the receiver can change.',
  })
  @WithUserErrors()
  async rotateWebhookSecret(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => RotateWebhookSecretInput, { description: 'The webhook, and the hours of overlap.' })
    { id, reportId, url, overlapHours }: RotateWebhookSecretInput,
  ): Promise<Accepted<RotateWebhookSecretPayload>> {
    if ((id == null) === (reportId == null))
      throw badInput('EXACTLY_ONE', 'id', 'Give either the id of a webhook, or reportId with url.')
    checkOverlap(overlapHours)
    const webhookSecret =
      id == null
        ? await rotateOfReport(scope, { reportId: reportId!, url: url ?? '', overlapHours })
        : await rotateSecret(scope, id, overlapHours)
    return { webhookSecret }
  }

  @AdminMutation(() => TestWebhookPayload, {
    description:
      'Sends one message of the type `test` to a webhook, and tells the answer. It is not retried.',
  })
  @WithUserErrors()
  async testWebhook(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => TestWebhookInput, {
      description: 'The receiver that is to get the message; its webhook may be disabled.',
    })
    { id }: TestWebhookInput,
  ): Promise<Accepted<TestWebhookPayload>> {
    return { test: await testWebhook(scope, id) }
  }

  @AdminMutation(() => RedeliverPayload, {
    description:
      'Sends messages again at once, with the same `webhook-id`, so that a receiver that has one ignores it.',
  })
  @WithUserErrors()
  async redeliver(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => RedeliverInput, {
      description: 'One delivery, or a webhook and the time since when.',
    })
    input: RedeliverInput,
  ): Promise<Accepted<RedeliverPayload>> {
    return { count: await redeliver(scope, input) }
  }

  @AdminField(() => String, {
    nullable: true,
    description:
      'The secret, such as `whsec_…`, in the answer of `createWebhook`; null in every other answer.',
    ...free,
  })
  secret(@Root() webhook: Webhook): string | null {
    return newSecretsOf(webhook)[0]?.secret ?? null
  }

  @AdminField(() => DateTime, {
    nullable: true,
    description: 'The instant since which every attempt has failed; null if the last one did not.',
    ...edge,
  })
  async failingSince(@Ctx('scope') { loaders }: RequestScope, @Root() { id }: Webhook): Promise<Date | null> {
    return (await loaders.webhookHealth.load(id)).failingSince
  }

  @AdminField(() => DeliveryCode, {
    nullable: true,
    description:
      'The last failure of a webhook that the service has disabled, such as `GONE`; null if it has not.',
    ...edge,
  })
  async disabledBecause(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { id }: Webhook,
  ): Promise<DeliveryCode | null> {
    return (await loaders.webhookHealth.load(id)).disabledCode
  }

  @AdminField(() => DateTime, {
    nullable: true,
    description: 'The instant at which the service has disabled the webhook; null if it has not.',
    ...edge,
  })
  async disabledAt(@Ctx('scope') { loaders }: RequestScope, @Root() { id }: Webhook): Promise<Date | null> {
    return (await loaders.webhookHealth.load(id)).disabledAt
  }
}

async function rotateOfReport(
  scope: RequestScope,
  { reportId, ...of }: { reportId: string; url: string; overlapHours: number },
) {
  const report = await definition(scope.em, 'report', reportId, 'reportId')
  const secret = await replaceWebhookSecret(scope.em, requireSeal(scope), report.id, of)
  if (!secret) throw badInput('NOT_FOUND', 'url', 'The report has no webhook with this URL.')
  scope.changes.push(auditedChange('UPDATED', report))
  return secret
}

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @AdminField(() => WebhookEvent, {
    description: 'The announcement that the message is about, such as `ALERT_FIRING`.',
    ...free,
  })
  event(@Root() { event }: Delivery): WebhookEvent {
    return event as WebhookEvent
  }

  @AdminField(() => String, {
    description: 'The mail address, such as `ann@example.com`, or the `id` of the webhook.',
    ...free,
  })
  recipient(@Root() { recipient }: Delivery): string {
    return recipient
  }

  @AdminField(() => ID, {
    description: 'The `webhook-id` of the message, such as `0b8e…`: the same for all attempts.',
    ...free,
  })
  messageId(@Root() { id }: Delivery): string {
    return id
  }

  @AdminField(() => DeliveryError, {
    nullable: true,
    description: 'The reason why the last attempt failed; null if none has, or the message was delivered.',
    ...free,
  })
  error(@Root() delivery: Delivery): DeliveryError | null {
    return deliveryError(delivery)
  }
}
