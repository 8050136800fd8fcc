import { Field, ID, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { GoodWhen } from './good-when.ts'
import { MetricDimension } from './metric-dimension.ts'
import { MetricUnit } from './metric-unit.ts'

export const MetricKind = describedEnum(
  'MetricKind',
  'The arithmetic behind a metric, which decides its value where nothing happened: 0 or null.',
  {
    COUNT: 'A number of things, such as `messages`; 0 without any.',
    SUM: 'A sum of values, such as `costUsd`; 0 without any.',
    RATIO: 'A quotient of two numbers, such as `aiErrorRate`; null where it would divide by 0.',
    AVERAGE: 'A mean of values, such as `aiResponseTimeMs`; null without any.',
    PERCENTILE: 'A percentile of values, such as `aiP95Ms`; null without any.',
    FORMULA: 'Any other arithmetic, such as `coalesce(costUsd, 0) + 10`.',
  },
)
export type MetricKind = EnumOf<typeof MetricKind>

@ObjectType({ description: 'A metric that questions and formulas can name, built in or custom.' })
export class MetricDefinition {
  @Field(() => String, {
    description:
      'The name in questions and formulas, such as `activeUsers` of a built-in metric and `conversion_rate` of a custom one.',
  })
  key: string

  @Field(() => String, {
    description:
      'The name that people read: that of a custom metric as it was saved, or the key of a built-in one.',
  })
  name: string

  @Field(() => String, {
    nullable: true,
    description:
      'The meaning in a sentence, such as "Failed AI calls ÷ all AI calls"; null if none was given.',
  })
  description: string | null

  @Field(() => Boolean, {
    description: 'Whether the metric comes with Convograph, so that nobody can change it.',
  })
  isBuiltIn: boolean

  @Field(() => ID, {
    nullable: true,
    description:
      'The `id` of a custom metric, which `updateMetric` takes, such as `7`; null for a built-in one.',
  })
  id: string | null

  @Field(() => MetricUnit, {
    nullable: true,
    description: 'The unit of its numbers, such as `USD`; null if its formula can no longer be computed.',
  })
  unit: MetricUnit | null

  @Field(() => MetricKind, { description: 'The way in which it is computed, such as `RATIO`.' })
  kind: MetricKind

  @Field(() => GoodWhen, { description: 'The direction in which it gets better, such as `DOWN` for errors.' })
  goodWhen: GoodWhen

  @Field(() => String, {
    nullable: true,
    description: 'The formula of a custom metric, such as `messages / activeUsers`; null for a built-in one.',
  })
  formula: string | null

  @Field(() => [MetricDimension], {
    description: 'The ways in which it can be broken down, such as `[BOT, SEGMENT]`.',
  })
  dimensions: MetricDimension[]
}
