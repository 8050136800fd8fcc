import { Field, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../scalars.ts'

@ObjectType({
  description:
    'The cost of this request, and the points that the caller has left in the current minute. The cost grows with the ' +
    'events read: the range, the metrics, filters, segments, buckets and rows.',
})
export class RateLimit {
  @Field(() => Int, {
    description:
      'The cost of this request in points, such as 58: of all its questions but those that were refused before they ran. ' +
      'Also in `extensions.cost`.',
  })
  cost: number

  @Field(() => Int, {
    nullable: true,
    description: 'The points that a caller may use per minute, such as 15000; null if there is no limit.',
  })
  limit: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The points left after this request; null if there is no limit.',
  })
  remaining: number | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time at which all points are available again; null if there is no limit.',
  })
  resetAt: Date | null
}
