import { Field, ObjectType } from 'type-graphql'
import { Anomaly } from '../anomalies/anomalies.ts'
import { DateTime } from '../scalars.ts'
import { Noticed } from './noticed.ts'

@ObjectType({
  description: 'A main metric that was outside of its usual range, in one bucket or in several in a row.',
})
export class AnomalyInsight extends Noticed {
  @Field(() => Anomaly, { description: 'The bucket that is farthest outside, as `anomalies` has it.' })
  anomaly: Anomaly

  @Field(() => DateTime, {
    description: 'The start of the first of the buckets, such as `2026-01-31T09:00:00Z`.',
  })
  from: Date

  @Field(() => DateTime, {
    description: 'The end of the last of the buckets (exclusive), such as `2026-01-31T12:00:00Z`.',
  })
  to: Date
}
