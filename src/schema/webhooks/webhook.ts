import { Field, Float, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'The conditions on the announcements that a webhook gets.' })
export class WebhookFilter {
  @Field(() => String, {
    nullable: true,
    description: 'The key of a metric, such as `messages`; null for all.',
  })
  metric?: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'The least value, in the unit of the metric, such as 1000; null for any.',
  })
  threshold?: number | null

  @Field(() => [ID], { nullable: true, description: 'The ids of alerts, such as `["42"]`; null for all.' })
  alertIds?: string[] | null

  @Field(() => [ID], {
    nullable: true,
    description: 'The ids of the watched segments, such as `["7"]`; null for none.',
  })
  segmentIds?: string[] | null
}
