import { Field, ObjectType } from 'type-graphql'
import { type Definition as Stored } from '../../entities/definition.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Definition } from '../../schema/definition.ts'
import { Node } from '../../schema/node.ts'
import { WebhookFilter } from '../../schema/webhooks/webhook.ts'
import { WebhookEvent } from '../../schema/webhooks/webhook-event.ts'
import { WebhookFormat } from '../../schema/webhooks/webhook-format.ts'
import { type WebhookInput, webhookFields } from '../../schema/webhooks/webhook-input.ts'
import { checkWebhook } from '../../webhooks/check-webhook.ts'
import { saveWebhook } from '../../webhooks/save-webhook.ts'
import { isEnabled, type WebhookContent } from '../../webhooks/webhook-content.ts'
import { sealedContent } from '../../webhooks/webhook-secrets.ts'
import { definitionKind } from '../definition-kind.ts'

@ObjectType({
  implements: Node,
  description:
    'A URL that gets a signed message for each announcement that it listens to, as Standard Webhooks describe.',
})
export class Webhook extends Definition {
  content: WebhookContent

  @Field(() => String, { description: 'The URL of the receiver, such as `https://example.com/hook`.' })
  url(): string {
    return this.content.url
  }

  @Field(() => [WebhookEvent], { description: 'The announcements that the webhook listens to.' })
  events(): WebhookEvent[] {
    return this.content.events
  }

  @Field(() => WebhookFilter, {
    nullable: true,
    description: 'The conditions on the announcements, such as a metric; null for none.',
  })
  filter(): WebhookFilter | null {
    return this.content.filter ?? null
  }

  @Field(() => [String], {
    description:
      'The names of the headers of its own, such as `["Authorization"]`. Their values are never shown.',
  })
  headerNames(): string[] {
    return (this.content.headers ?? []).map(({ name }) => name)
  }

  @Field(() => WebhookFormat, { description: 'The shape of its messages, such as `STANDARD`.' })
  format(): WebhookFormat {
    return this.content.format ?? WebhookFormat.STANDARD
  }

  @Field(() => Boolean, {
    description: 'Whether it gets messages. After a 410, or 5 days of failures, it does not.',
  })
  isEnabled(): boolean {
    return isEnabled(this.content)
  }
}

export const webhook = definitionKind<WebhookInput>({
  kind: 'webhook',
  type: Webhook,
  plural: 'webhooks',
  content: { fields: webhookFields },
  fields: {
    list: 'webhooks',
    get: 'webhook',
    create: 'createWebhook',
    update: 'updateWebhook',
    delete: 'deleteWebhook',
  },
  notes: {
    create: '`secret` of the answer is shown once. It gets what is announced from then on.',
    update: 'Messages that wait go to the new URL. `isEnabled: true` enables a webhook that was disabled.',
    delete: 'Messages that wait for it are deleted with it.',
  },
  check: checkWebhook,
  stored: sealedContent,
  saved: (scope: RequestScope, definition: Stored, content: WebhookInput) =>
    saveWebhook(scope, definition, content),
  usedBy: { code: 'IN_USE', names: (_, { id }) => ({ webhooks: [id] }) },
})
