import { Field, Float, ID, InputType } from 'type-graphql'

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
