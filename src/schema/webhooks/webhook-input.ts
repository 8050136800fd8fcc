import { Field, Float, ID, InputType } from 'type-graphql'
import { type ContentField } from '../definition-types.ts'
import { WebhookEvent } from './webhook-event.ts'
import { WebhookFormat } from './webhook-format.ts'

@InputType({
  description:
    'The announcements that a webhook gets, of those that it listens to. All given conditions must hold.',
})
export class WebhookFilterInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The key of a metric, such as `messages`: of alerts, anomalies, milestones and budgets, only those about this metric.',
  })
  metric?: string | null

  @Field(() => Float, {
    nullable: true,
    description:
      'The least value, in the unit of the metric, such as 1000: of alerts, anomalies, milestones and budgets, only those ' +
      'whose value is at least this.',
  })
  threshold?: number | null

  @Field(() => [ID], {
    nullable: true,
    description:
      'The ids of alerts, such as `["42"]`, up to 100: of alerts, anomalies and milestones, only those of these alerts.',
  })
  alertIds?: string[] | null

  @Field(() => [ID], {
    nullable: true,
    description:
      'The ids of saved segments, such as `["7"]`, up to 10, which are watched for `SEGMENT_ENTERED` and `SEGMENT_LEFT`.',
  })
  segmentIds?: string[] | null
}

@InputType({ description: 'A header of every message for a webhook, such as one that the receiver checks.' })
export class WebhookHeaderInput {
  @Field(() => String, { description: 'The name, such as `Authorization`.' })
  name: string

  @Field(() => String, {
    description:
      'The value, such as `Bearer …`, up to 1,000 characters. It is stored encrypted and never shown.',
  })
  value: string
}

/** The content of a webhook as it is sent. */
export interface WebhookInput {
  url: string
  events: WebhookEvent[]
  filter?: WebhookFilterInput | null
  headers?: WebhookHeaderInput[] | null
  format?: WebhookFormat | null
  isEnabled?: boolean | null
}

export const webhookFields: Record<keyof WebhookInput, ContentField> = {
  url: {
    type: () => String,
    description:
      'The URL of the receiver, such as `https://example.com/hook`: `https` on the port 443 or 8443, with a public address.',
  },
  events: {
    type: () => [WebhookEvent],
    description: 'The announcements to listen to, at least one, such as `[ALERT_FIRING, ALERT_RESOLVED]`.',
  },
  filter: {
    type: () => WebhookFilterInput,
    isOptional: true,
    description:
      'Conditions on the announcements, such as `{ metric: "messages", threshold: 1000 }`; null for none.',
  },
  headers: {
    type: () => [WebhookHeaderInput],
    isOptional: true,
    description:
      'Headers of every message, up to 20, such as `[{ name: "Authorization", value: "Bearer …" }]`; null for none. An ' +
      'update replaces all of them.',
  },
  format: {
    type: () => WebhookFormat,
    isOptional: true,
    description: 'The shape of the messages, such as `SLACK`; null for `STANDARD`.',
  },
  isEnabled: {
    type: () => Boolean,
    isOptional: true,
    description: 'Whether the webhook gets messages, such as false; null for true.',
  },
}
