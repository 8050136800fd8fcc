import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../connection.ts'
import { Node } from '../node.ts'
import { PageArgs } from '../page-args.ts'
import { DeliveryChannel, DeliveryError, DeliveryState } from '../reports/report-run.ts'
import { DateTime } from '../scalars.ts'
import { UserError } from '../user-error.ts'

@ObjectType({
  implements: Node,
  description: 'An announcement on its way to one webhook or mail address. Kept for 30 days.',
})
export class WebhookDelivery {
  @Field(() => ID, {
    nullable: true,
    description: 'The `id` of the webhook, such as 42; null for a mail.',
  })
  webhookId: string | null

  @Field(() => DeliveryChannel, { description: 'The way in which the message is sent, such as `WEBHOOK`.' })
  channel: DeliveryChannel

  @Field(() => DeliveryState, { description: 'How far the delivery is, such as `DELIVERED`.' })
  state: DeliveryState

  @Field(() => Int, {
    description: 'The attempts that have ended, such as 1; at most 8, counted anew by `redeliver`.',
  })
  attempts: number

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time of the next attempt; null if there is none, and before the first.',
  })
  nextAttemptAt: Date | null

  @Field(() => Int, {
    nullable: true,
    description: 'The HTTP status of the last answer, such as 200; null if there was none, and for a mail.',
  })
  status: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The milliseconds until the last answer was read, such as 120; null if there was none.',
  })
  durationMs: number | null

  @Field(() => String, {
    nullable: true,
    description:
      'The first 1,000 characters of the last answer, such as `ok`, without the values of the headers of the webhook; ' +
      'null if there was none.',
  })
  answer: string | null

  @Field(() => DateTime, { description: 'The instant of the announcement in PostgreSQL.' })
  createdAt: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'The instant at which the message was accepted; null if it was not.',
  })
  deliveredAt: Date | null
}

export const WebhookDeliveryConnection = connectionOf(WebhookDelivery, {
  article: 'A',
  one: 'delivery',
  many: 'deliveries of announcements',
})

@ArgsType()
export class WebhookDeliveriesArgs extends PageArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'The `id` of a saved webhook. Default: the deliveries of all webhooks, and mails.',
  })
  webhookId?: string | null

  @Field(() => DeliveryState, {
    nullable: true,
    description: 'Only deliveries in this state, such as `FAILED`. Default: all states.',
  })
  state?: DeliveryState | null
}

@InputType({ description: 'A saved webhook that is to get a test message.' })
export class TestWebhookInput {
  @Field(() => ID, { description: 'The `id` of the webhook, as `webhooks` lists it. It may be disabled.' })
  id: string
}

@ObjectType({ description: 'The outcome of a test message, which was sent once.' })
export class WebhookTest {
  @Field(() => Boolean, { description: 'Whether the webhook answered with a status of 200 to 299.' })
  isDelivered: boolean

  @Field(() => Int, { nullable: true, description: 'The HTTP status, such as 200; null without an answer.' })
  status: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The milliseconds until the answer was read, such as 120; null without an answer.',
  })
  durationMs: number | null

  @Field(() => String, {
    nullable: true,
    description: 'The first 1,000 characters of the answer, such as `ok`; null without an answer.',
  })
  answer: string | null

  @Field(() => DeliveryError, {
    nullable: true,
    description: 'The reason why the message was not delivered; null if it was.',
  })
  error: DeliveryError | null
}

@ObjectType({ description: 'The outcome of the test, or the errors that kept it from being sent.' })
export class TestWebhookPayload {
  @Field(() => WebhookTest, { nullable: true, description: 'The outcome; null if the input was refused.' })
  test: WebhookTest | null

  @Field(() => [UserError], { description: 'The errors in the input; empty if the message was sent.' })
  userErrors: UserError[]
}

@InputType({
  description:
    'The messages to send again: one by `deliveryId`, or all that a webhook has missed, by `webhookId` and `since`.',
})
export class RedeliverInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The `id` of a delivery in any state, as `webhookDeliveries` lists it.',
  })
  deliveryId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The receiver that has missed messages, such as 42; it must be enabled. Needs `since`.',
  })
  webhookId?: string | null

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The begin of the time that the webhook has missed, such as `2026-01-01T00:00:00Z`: deliveries that failed since ' +
      'then, and what it would have got while it was disabled.',
  })
  since?: Date | null
}

@ObjectType({ description: 'The number of messages that are sent again, or the errors in the input.' })
export class RedeliverPayload {
  @Field(() => Int, {
    nullable: true,
    description:
      'The number of messages, such as 3; at most 1,000, the earliest: repeat the call for more. Null if the input was refused.',
  })
  count: number | null

  @Field(() => [UserError], { description: 'The errors in the input; empty if it was accepted.' })
  userErrors: UserError[]
}
