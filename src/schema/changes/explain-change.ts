import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql'
import { CompareInput } from '../compare.ts'
import { largest } from '../largest.ts'
import { Meta } from '../meta.ts'
import { QuestionArgs } from '../question-args.ts'
import { MeasuredMetric, MeasuredRange } from '../questions/measure-answer.ts'
import { MeasureBreakdownInput, MetricRefInput } from '../questions/measure-input.ts'
import { Decimal } from '../scalars.ts'

@ArgsType()
export class ExplainChangeArgs extends QuestionArgs {
  @Field(() => MetricRefInput, { description: 'The metric, such as `{ name: costUsd }`.' })
  metric: MetricRefInput

  @Field(() => CompareInput, {
    nullable: true,
    description:
      'The range before, such as `{ period: PREVIOUS_YEAR }`. Default: the period before the range, up to the same ' +
      'elapsed part.',
  })
  compare?: CompareInput | null

  @Field(() => [MeasureBreakdownInput], {
    description:
      `1 to ${largest.explainedBreakdowns} breakdowns, each explained by itself, such as ` +
      '`[{ dimension: MODEL }, { dimension: BOT }]`.',
  })
  by: MeasureBreakdownInput[]

  @Field(() => Int, {
    defaultValue: 10,
    description: 'The values of each breakdown, 1 to 1,000; all further ones are together in `other`.',
  })
  first: number
}

/** A change, or a part of one. */
@ObjectType()
abstract class ChangeNumber {
  @Field(() => Float, {
    nullable: true,
    description:
      'The number in the range, in the unit of the metric, such as 41.5; null if there is none, such as a rate of nothing.',
  })
  value: number | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'The same number as a decimal with up to 12 places, such as `"41.5"`.',
  })
  exactValue: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'The number in the range before, such as 30.25; null if there is none.',
  })
  previousValue: number | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'The same number as a decimal with up to 12 places, such as `"30.25"`.',
  })
  exactPreviousValue: string | null
}

@ObjectType({
  description: 'A value of a breakdown, such as the model `gpt-4o`, and its part in the change.',
})
export class ChangedValue extends ChangeNumber {
  @Field(() => String, {
    nullable: true,
    description:
      'The value, such as `gpt-4o`; null for things without a value, and for all others together (`isOther`).',
  })
  label: string | null

  @Field(() => Boolean, {
    description: 'Whether these are all values that are not listed, together. They come last.',
  })
  isOther: boolean

  @Field(() => Float, {
    nullable: true,
    description:
      'The part of `change` that comes from this value, in the unit of the metric, such as 8.25. For a sum it is `value` ' +
      '− `previousValue`. Null if the change is.',
  })
  contribution: number | null

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The same as a decimal, such as `"8.25"`. These contributions and `exactNotAdditive` sum to `exactChange` exactly.',
  })
  exactContribution: string | null

  @Field(() => Float, {
    nullable: true,
    description:
      '`contribution` ÷ `change`: 0.75 is three quarters of it, -0.1 works against it. Null if nothing changed.',
  })
  shareOfChange: number | null

  @Field(() => Decimal, {
    nullable: true,
    description:
      'For a quotient, the part of `exactContribution` that comes from the value having another share, such as more calls ' +
      'of a slow model: change of `weight` × (mean of its own number − mean of the whole). Null for a sum.',
  })
  mixEffect: string | null

  @Field(() => Decimal, {
    nullable: true,
    description:
      'For a quotient, the rest of `exactContribution`, which comes from its own number: change of the number × mean of ' +
      '`weight`. It is 0 for a value that is missing in one of the ranges. Null for a sum.',
  })
  rateEffect: string | null

  @Field(() => Float, {
    nullable: true,
    description:
      'For a quotient, the share of the value in what is divided by, 0 to 1, such as 0.4 of all calls. Null for a sum.',
  })
  weight: number | null

  @Field(() => Float, { nullable: true, description: 'The same share in the range before, such as 0.3.' })
  previousWeight: number | null
}

@ObjectType({ description: 'One breakdown of a change. Its contributions sum to the change exactly.' })
export class ChangeBreakdown {
  @Field(() => String, {
    description: 'The dimension, the key of the property or the trait, or `segment`, such as `MODEL`.',
  })
  breakdown: string

  @Field(() => [ChangedValue], {
    description:
      'The values with the largest contributions in either direction first, and all others together last, also if there ' +
      'are none.',
  })
  values: ChangedValue[]

  @Field(() => Int, { description: 'The number of values in either range, listed or not, such as 14.' })
  valueCount: number

  @Field(() => Decimal, {
    nullable: true,
    description: 'The sum of `mixEffect`, such as `"-0.02"`. Null for a sum, or without a change.',
  })
  mixEffect: string | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'The sum of `rateEffect`, such as `"0.05"`. Null for a sum, or without a change.',
  })
  rateEffect: string | null

  @Field(() => Float, {
    nullable: true,
    description:
      'The rest of the change, such as -3, where the metric does not add up: a user of two models counts for both. ' +
      '0 if it adds up; null without a change.',
  })
  notAdditive: number | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'The same as a decimal, such as `"-3"`; null without a change.',
  })
  exactNotAdditive: string | null
}

@ObjectType({
  description:
    'The change of a metric between two ranges, and the parts that values of breakdowns have in it. All decimals are ' +
    'computed exactly, then rounded to 12 places so that they still sum.',
})
export class ChangeExplanation extends ChangeNumber {
  @Field(() => MeasuredMetric, { description: 'The metric whose numbers these are.' })
  metric: MeasuredMetric

  @Field(() => Boolean, {
    description:
      'Whether the metric is a quotient, such as a rate or a mean, so that mix and rate are apart.',
  })
  isQuotient: boolean

  @Field(() => MeasuredRange, {
    description: 'The instants that `value` is about, such as the last seven days.',
  })
  range: MeasuredRange

  @Field(() => MeasuredRange, { description: 'The instants that `previousValue` is about.' })
  previousRange: MeasuredRange

  @Field(() => Float, {
    nullable: true,
    description: '`value` − `previousValue`, such as 11.25; null if one of them is.',
  })
  change: number | null

  @Field(() => Decimal, {
    nullable: true,
    description: '`exactValue` − `exactPreviousValue`, such as `"11.25"`.',
  })
  exactChange: string | null

  @Field(() => Float, {
    nullable: true,
    description:
      '`change` ÷ |`previousValue`|: 0.25 is an increase of 25 %. Null if the number before is 0 or null.',
  })
  changeRate: number | null

  @Field(() => [ChangeBreakdown], {
    description: 'The explanations by each of `by`, in its order, such as one by model.',
  })
  breakdowns: ChangeBreakdown[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
