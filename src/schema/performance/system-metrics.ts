import { ArgsType, Field, ObjectType } from 'type-graphql'
import { CalendarUnit } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { TimeSeries } from '../overview/time-series.ts'
import { QuestionArgs } from '../question-args.ts'

export const Aggregate = describedEnum('Aggregate', 'How the values of a bucket become one.', {
  AVERAGE: 'Their mean.',
  MINIMUM: 'The smallest.',
  MAXIMUM: 'The largest.',
  SUM: 'Their sum.',
  COUNT: 'How many there are.',
  LAST: 'The latest one.',
  P50: 'Their median.',
  P95: 'What 95 % of them stay within.',
  P99: 'What 99 % of them stay within.',
})
export type Aggregate = EnumOf<typeof Aggregate>

@ArgsType()
export class SystemMetricsArgs extends QuestionArgs {
  @Field(() => String, { description: 'What was measured, such as `cpu_usage`.' })
  name: string

  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.HOUR,
    description: 'The width of a bucket. At most 5,000 buckets.',
  })
  interval: CalendarUnit

  @Field(() => Aggregate, {
    defaultValue: Aggregate.AVERAGE,
    description: 'How the values of a bucket become one.',
  })
  aggregate: Aggregate

  @Field(() => String, {
    nullable: true,
    description:
      'A label to tell the values apart by, such as `host`: a line for each of its 25 most frequent values.',
  })
  label?: string | null
}

@ObjectType({ description: 'Measured values of machines or processes over time.' })
export class SystemMetrics extends TimeSeries {
  @Field(() => String, { description: 'What was measured.' })
  name: string

  @Field(() => [String], {
    description: 'The units that the values were sent with: more than one is a mistake.',
  })
  units: string[]
}
