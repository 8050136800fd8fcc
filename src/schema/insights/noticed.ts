import { Field, Float, ObjectType } from 'type-graphql'
import { Count, Decimal } from '../scalars.ts'
import { Severity } from '../severity.ts'

/** The fields that all insights have, by which they are ranked. */
@ObjectType()
export abstract class Noticed {
  @Field(() => Severity, { description: 'The urgency, such as `WARNING`.' })
  severity: Severity

  @Field(() => String, {
    description:
      'The insight in a sentence, made by a template of numbers of the answer, such as "3 models have no price: the cost ' +
      'leaves out 120 calls."',
  })
  text: string

  @Field(() => Count, {
    nullable: true,
    description: 'The number of users that it is about, such as 42; null if they were not counted.',
  })
  users: number | string | null

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The money that it is about, in US dollars, such as `"12.50"`; null if it is not about money.',
  })
  usd: string | null

  @Field(() => Float, {
    description:
      'The largest of these shares, 0 to 1: `usd` of the cost of the range, `users` of its active users, and for data ' +
      'quality the share of the events, such as 0.05.',
  })
  share: number
}

/** An insight before it is ranked. */
export type Unranked<Insight extends Noticed> = Omit<Insight, 'share'>
