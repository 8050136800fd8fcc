import { Field, Float, Int, ObjectType } from 'type-graphql'

/** The number of a check of an alert, and what it was judged by. */
@ObjectType()
export abstract class AlertNumber {
  @Field(() => Float, {
    nullable: true,
    description: 'The number in the window of the check, such as 0.07; null without data.',
  })
  value: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'The number that it was compared with: of an earlier window, or the usual one for an anomaly; null for other conditions.',
  })
  compared: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The events behind the number, such as 120; null where the alert does not count them.',
  })
  sampleSize: number | null
}
