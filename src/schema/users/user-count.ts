import { Field, Float, ObjectType } from 'type-graphql'
import { Change } from '../compare.ts'
import { Meta } from '../meta.ts'
import { Count } from '../scalars.ts'

@ObjectType({ description: 'Distinct users in a range, beside those of the compared range.' })
export class UserCount {
  @Field(() => Count, {
    description: 'Distinct users, each counted once, crawlers left out; for example 1200.',
  })
  users: number

  @Field(() => Count, {
    nullable: true,
    description: 'The number of users in the range of `compare`; null without `compare`.',
  })
  previous: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      '(users − previous) ÷ previous: 0.25 is an increase of 25 %. Null without `compare`, or if `previous` is 0.',
  })
  changeRate: number | null

  @Field(() => [Change], {
    description: 'The change of `users` from the range in `compare`; empty without `compare`.',
  })
  changes: Change[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
