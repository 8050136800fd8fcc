import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql'
import { Meta } from '../meta.ts'
import { QuestionArgs } from '../question-args.ts'
import { MeasuredRange } from '../questions/measure-answer.ts'
import { MeasureBreakdownInput, MetricRefInput } from '../questions/measure-input.ts'
import { DateTime } from '../scalars.ts'
import { Severity } from '../severity.ts'
import { AnomalyDirection } from './anomaly-direction.ts'
import { SeasonalInterval } from './seasonal-interval.ts'
import { usualSensitivity } from './usual-sensitivity.ts'

@ArgsType()
export class AnomaliesArgs extends QuestionArgs {
  @Field(() => [MetricRefInput], {
    description: '1 to 6 metrics, such as `[{ name: messages }, { name: aiErrorRate }]`.',
  })
  metrics: MetricRefInput[]

  @Field(() => SeasonalInterval, {
    defaultValue: SeasonalInterval.DAY,
    description: 'The width of a bucket, such as `HOUR`.',
  })
  interval: SeasonalInterval

  @Field(() => MeasureBreakdownInput, {
    nullable: true,
    description:
      'A breakdown, such as `{ dimension: MODEL }`: each group is judged by itself. Default: none.',
  })
  by?: MeasureBreakdownInput | null

  @Field(() => Int, {
    defaultValue: 5,
    description:
      'The number of groups, 1 to 1,000, those with the largest number of the first metric; others are not judged.',
  })
  first: number

  @Field(() => Float, {
    defaultValue: usualSensitivity,
    description:
      'The score from which a bucket is an anomaly, 2 to 20. A lower one finds more and errs more often: 100 quiet series of ' +
      'hours have about 2 false alarms a week with 4.2, and about 20 with 3.5.',
  })
  sensitivity: number

  @Field(() => AnomalyDirection, {
    nullable: true,
    description: 'The side to look at, such as `DOWN`. Default: both.',
  })
  direction?: AnomalyDirection | null
}

@ObjectType({ description: 'A bucket of time in which a metric was outside of its usual range.' })
export class Anomaly {
  @Field(() => String, {
    description: 'The metric: its name, its key, or the text of a formula, such as `messages`.',
  })
  metric: string

  @Field(() => [String], {
    nullable: 'items',
    description:
      'The value of the breakdown, such as `["gpt-4o"]`; null in it for things without a value. Empty without `by`.',
  })
  labels: (string | null)[]

  @Field(() => DateTime, { description: 'The start of the bucket, such as `2026-01-31T09:00:00Z`.' })
  start: Date

  @Field(() => DateTime, {
    description: 'The end of the bucket (exclusive), such as `2026-01-31T10:00:00Z`.',
  })
  end: Date

  @Field(() => Float, { description: 'The number of the bucket, in the unit of the metric, such as 240.' })
  value: number

  @Field(() => Float, {
    description:
      'The median of the same hour of the week, or weekday, in the eight weeks before, each moved to the level of the last ' +
      'seven days, such as 120.5.',
  })
  expected: number

  @Field(() => Float, { description: 'The lower end of the usual range of one bucket, such as 80.2.' })
  low: number

  @Field(() => Float, { description: 'The upper end of the usual range of one bucket, such as 168.9.' })
  high: number

  @Field(() => Float, {
    nullable: true,
    description:
      'The modified z-score, 0.6745 × deviation ÷ MAD (Iglewicz and Hoaglin 1993) on square roots, negative below ' +
      '`expected`, such as 7.5. It is a distance and no probability. Null where the earlier buckets do not differ at all.',
  })
  score: number | null

  @Field(() => Int, {
    description:
      'The buckets that `score` is about: 1, or 3 if this one and the two before are unusual only together. With 3, `value` ' +
      'may be within `low` and `high`.',
  })
  buckets: number

  @Field(() => AnomalyDirection, { description: 'The side, such as `UP`.' })
  direction: AnomalyDirection

  @Field(() => Severity, {
    description: '`WARNING`, or `CRITICAL` from twice the `sensitivity` on.',
  })
  severity: Severity

  @Field(() => Int, {
    description: 'The number of earlier buckets that `expected` is the median of, 4 to 8.',
  })
  sampleSize: number
}

@ObjectType({
  description:
    'Buckets in which metrics were outside of their usual range, after docs/insights.md. Only complete buckets are judged. ' +
    'Holidays are not known: they may be anomalies.',
})
export class Anomalies {
  @Field(() => [Anomaly], { description: 'The anomalies, the latest bucket first.' })
  anomalies: Anomaly[]

  @Field(() => Int, {
    description:
      'The number of buckets that were judged, of all metrics and groups, such as 168 for a metric in a week of hours. `meta ' +
      '{ caveats }` says why others were not.',
  })
  judged: number

  @Field(() => Int, {
    description:
      'The number of complete buckets in the range, of all metrics and groups, judged or not, such as 168.',
  })
  buckets: number

  @Field(() => MeasuredRange, { description: 'The instants in which anomalies were looked for.' })
  range: MeasuredRange

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
