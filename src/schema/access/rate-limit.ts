import { Field, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../scalars.ts'

@ObjectType({
  description:
    'What this request costs, and what you may still ask for in this minute. Points follow the facts that are read: the ' +
    'range, what is counted, filters, segments, buckets and rows.',
})
export class RateLimit {
  @Field(() => Int, {
    description:
      'The points of this request, such as 58, known before it runs. It is also in `extensions.cost`.',
  })
  cost: number

  @Field(() => Int, { nullable: true, description: 'The points of a minute; null when there is no limit.' })
  limit: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The points that are left, this request taken off; null when there is no limit.',
  })
  remaining: number | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'When all points are there again; null when there is no limit.',
  })
  resetAt: Date | null
}
