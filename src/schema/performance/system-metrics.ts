import { ArgsType, Field, ObjectType, registerEnumType } from 'type-graphql'
import { CalendarUnit } from '../date-range-input.ts'
import { TimeSeries } from '../overview/time-series.ts'
import { QuestionArgs } from '../question-args.ts'

export enum Aggregate {
  AVERAGE = 'AVERAGE',
  MINIMUM = 'MINIMUM',
  MAXIMUM = 'MAXIMUM',
  SUM = 'SUM',
  COUNT = 'COUNT',
  LAST = 'LAST',
  P50 = 'P50',
  P95 = 'P95',
  P99 = 'P99',
}

registerEnumType(Aggregate, {
  name: 'Aggregate',
  description: 'How the values of a bucket become one.',
  valuesConfig: {
    AVERAGE: { description: 'Their mean.' },
    MINIMUM: { description: 'The smallest.' },
    MAXIMUM: { description: 'The largest.' },
    SUM: { description: 'Their sum.' },
    COUNT: { description: 'How many there are.' },
    LAST: { description: 'The latest one.' },
    P50: { description: 'Their median.' },
    P95: { description: 'What 95 % of them stay within.' },
    P99: { description: 'What 99 % of them stay within.' },
  },
})

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
