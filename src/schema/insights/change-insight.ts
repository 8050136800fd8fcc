import { Field, Float, ObjectType } from 'type-graphql'
import { MeasuredMetric } from '../questions/measure-answer.ts'
import { Noticed } from './noticed.ts'

@ObjectType({
  description:
    'A metric that changed by a fifth or more from the period before, and the value that contributes most to it, of bots, ' +
    'channels and models. `explainChange` has all of them.',
})
export class ChangeInsight extends Noticed {
  @Field(() => MeasuredMetric, { description: 'The metric that changed, such as `costUsd`.' })
  metric: MeasuredMetric

  @Field(() => Float, { description: 'The number in the range, in the unit of the metric, such as 41.5.' })
  value: number

  @Field(() => Float, { description: 'The number in the period before, in the same unit, such as 30.25.' })
  previousValue: number

  @Field(() => Float, { description: '`value` − `previousValue`, such as 11.25.' })
  change: number

  @Field(() => Float, { description: '`change` ÷ |`previousValue`|: 0.25 is an increase of 25 %.' })
  changeRate: number

  @Field(() => String, {
    nullable: true,
    description: 'The dimension of the value that contributes most, such as `MODEL`; null if none does.',
  })
  breakdown: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The value that contributes most, such as `gpt-4o`; null for things without a value.',
  })
  label: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'Its part of `change`, in the unit of the metric, such as 8.25; null if none contributes.',
  })
  contribution: number | null

  @Field(() => Float, {
    nullable: true,
    description: '`contribution` ÷ `change`: 0.75 is three quarters of it; null if none contributes.',
  })
  shareOfChange: number | null
}
