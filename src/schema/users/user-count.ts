import { Field, Float, ObjectType } from 'type-graphql'
import { Meta } from '../meta.ts'
import { Count } from '../scalars.ts'

@ObjectType({ description: 'A number of users.' })
export class UserCount {
  @Field(() => Count, { description: 'How many.' })
  users: number

  @Field(() => Count, { nullable: true, description: 'How many in the range of `compare`; null without it.' })
  previous: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      '(users − previous) ÷ previous: 0.25 is a quarter more. Null without `compare` or when it was 0.',
  })
  changeRate: number | null

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
