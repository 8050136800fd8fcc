import { ArgsType, Field, ObjectType } from 'type-graphql'
import { CalendarUnit } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { TimeSeries } from '../overview/time-series.ts'
import { ComparedArgs } from '../question-args.ts'

export const Aggregate = describedEnum('Aggregate', 'The aggregation of the values of a bucket into one.', {
  AVERAGE: 'The mean of the values.',
  MINIMUM: 'The smallest of the values.',
  MAXIMUM: 'The largest of the values.',
  SUM: 'The sum of the values.',
  COUNT: 'The number of values.',
  LAST: 'The latest of the values.',
  P50: 'The median of the values.',
  P95: 'The 95th percentile of the values.',
  P99: 'The 99th percentile of the values.',
})
export type Aggregate = EnumOf<typeof Aggregate>

@ArgsType()
export class SystemMetricsArgs extends ComparedArgs {
  @Field(() => String, { description: 'The name of the system metric, such as `cpu_usage`.' })
  name: string

  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.HOUR,
    description: 'The width of a bucket. At most 5,000 buckets.',
  })
  interval: CalendarUnit

  @Field(() => Aggregate, {
    defaultValue: Aggregate.AVERAGE,
    description: 'The aggregation of the values of a bucket into one.',
  })
  aggregate: Aggregate

  @Field(() => String, {
    nullable: true,
    description:
      'The label to break down by, such as `host`: one line for each of its 25 most frequent values.',
  })
  label?: string | null
}

@ObjectType({ description: 'A system metric over time: measured values of machines or processes.' })
export class SystemMetrics extends TimeSeries {
  @Field(() => String, { description: 'The name of the system metric, such as `cpu_usage`.' })
  name: string

  @Field(() => [String], {
    description:
      'The units that the values were sent with. More than one unit means that values were mixed by mistake.',
  })
  units: string[]
}
