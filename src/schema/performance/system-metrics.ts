import { ArgsType, Field, ObjectType } from 'type-graphql'
import { CalendarUnit } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { TimeSeries } from '../overview/time-series.ts'
import { ComparedArgs } from '../question-args.ts'

export const Aggregate = describedEnum('Aggregate', 'The aggregation of the values of a bucket into one.', {
  AVERAGE: 'The arithmetic mean: the sum of the values ÷ their number.',
  MINIMUM: 'The smallest value, for lows such as the least free disk.',
  MAXIMUM: 'The largest value, for peaks such as the most memory in use.',
  SUM: 'All values added up, for readings that count something, such as bytes sent.',
  COUNT: 'The number of measurements, whatever their values; 0 in an empty bucket.',
  LAST: 'The value that was measured last, for gauges such as a queue length.',
  P50: 'The median: half of the values are below or equal to it.',
  P95: 'The 95th percentile: 95 of 100 values are below or equal to it.',
  P99: 'The 99th percentile: 99 of 100 values are below or equal to it.',
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
