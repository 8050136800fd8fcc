import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { UserError } from '../user-error.ts'

@ObjectType({
  description: 'The secret with which the messages for a webhook are signed, as Standard Webhooks describe.',
})
export class WebhookSecret {
  @Field(() => String, { description: 'The URL of the webhook, such as `https://example.com/hook`.' })
  url: string

  @Field(() => String, {
    description: 'The secret, such as `whsec_…`, which the receiver verifies with. Shown once.',
  })
  secret: string
}

@InputType({
  description:
    'The webhook that is to get another secret: a saved one by its `id`, or one of a report by `reportId` and `url`.',
})
export class RotateWebhookSecretInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The saved receiver that is to verify with another secret, such as 42.',
  })
  id?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The `id` of a report, as `reports` lists it and creating it returned.',
  })
  reportId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The address as the recipients of the report have it, such as `https://example.com/hook`.',
  })
  url?: string | null

  @Field(() => Int, {
    defaultValue: 24,
    description: 'The hours for which the former secret signs too, 0 to 168, such as 24.',
  })
  overlapHours: number
}

@ObjectType({ description: 'The new secret, or the errors that kept it from being made.' })
export class RotateWebhookSecretPayload {
  @Field(() => WebhookSecret, {
    nullable: true,
    description: 'The new secret; null if the input was refused.',
  })
  webhookSecret: WebhookSecret | null

  @Field(() => [UserError], { description: 'The errors in the input; empty if the secret was made.' })
  userErrors: UserError[]
}
