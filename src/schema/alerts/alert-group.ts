import { Field, Float, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../scalars.ts'
import { AlertState } from './alert-event.ts'

@ObjectType({ description: 'A group of an alert with its state; an alert without a breakdown has one.' })
export class AlertGroup {
  @Field(() => [String], {
    nullable: 'items',
    description: 'The labels of the group, such as `["gpt-4o"]`; empty without a breakdown.',
  })
  labels: (string | null)[]

  @Field(() => AlertState, { description: 'The state after the last check, such as `OK`.' })
  state: AlertState

  @Field(() => DateTime, { description: 'The instant of the check that found this state first.' })
  since: Date

  @Field(() => Float, {
    nullable: true,
    description: 'The number in the last window, such as 0.07; null without data.',
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

  @Field(() => DateTime, {
    nullable: true,
    description: 'The instant at which somebody took the trouble on; null if nobody has.',
  })
  acknowledgedAt: Date | null
}

@ObjectType({ description: 'The reason why the last check of an alert failed.' })
export class AlertError {
  @Field(() => String, { description: 'A stable code, such as `NOT_FOUND` or `QUERY_TIMEOUT`.' })
  code: string

  @Field(() => String, { description: 'The reason as a sentence, without any secret.' })
  message: string
}
