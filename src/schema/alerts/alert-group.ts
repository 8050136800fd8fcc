import { Field, ObjectType } from 'type-graphql'
import { DateTime } from '../scalars.ts'
import { AlertState } from './alert-event.ts'
import { AlertNumber } from './alert-number.ts'

@ObjectType({ description: 'A group of an alert with its state; an alert without a breakdown has one.' })
export class AlertGroup extends AlertNumber {
  @Field(() => [String], {
    nullable: 'items',
    description: 'The labels of the group, such as `["gpt-4o"]`; empty without a breakdown.',
  })
  labels: (string | null)[]

  @Field(() => AlertState, { description: 'The state after the last check, such as `OK`.' })
  state: AlertState

  @Field(() => DateTime, { description: 'The instant of the check that found this state first.' })
  since: Date

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
