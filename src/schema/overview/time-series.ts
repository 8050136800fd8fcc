import { Field, Float, InputType, ObjectType } from 'type-graphql'
import { CalendarUnit } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { QuestionArgs } from '../question-args.ts'
import { DateTime } from '../scalars.ts'

export const Measure = describedEnum('Measure', 'The number to compute for each bucket of a time series.', {
  EVENTS: 'Events that match, each counted once, with or without a user.',
  UNIQUE_USERS: 'Distinct users with at least one event.',
  EVENTS_PER_USER: 'Events with a user ÷ distinct users; null in a bucket without users.',
})
export type Measure = EnumOf<typeof Measure>

@InputType({ description: 'A time series: the measure, its events and the width of a bucket.' })
export class TimeSeriesInput extends QuestionArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only events with this name, such as `signup`. Default: events of every name.',
  })
  event?: string | null

  @Field(() => Measure, {
    defaultValue: Measure.EVENTS,
    description: 'The number to compute for each bucket, such as `UNIQUE_USERS`.',
  })
  measure: Measure

  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.DAY,
    description: 'The width of a bucket. At most 5,000 buckets.',
  })
  interval: CalendarUnit
}

@ObjectType({ description: 'One line to draw: a value for each bucket, of the total or of one group.' })
export class Series {
  @Field(() => String, {
    nullable: true,
    description: 'The value that the line is broken down by, such as a host; null for the total.',
  })
  group: string | null

  @Field(() => [Float], {
    nullable: 'items',
    description:
      'One value per bucket, aligned with `timestamps`: 0 if nothing was counted, null if a ratio has no base.',
  })
  values: (number | null)[]
}

@ObjectType({
  description:
    'Values in buckets, as charts draw them: `timestamps` once, and a line of values for each series.',
})
export class TimeSeries {
  @Field(() => [DateTime], {
    description: 'The start of each bucket, oldest first, including empty buckets.',
  })
  timestamps: Date[]

  @Field(() => [Boolean], {
    description: 'For each bucket, whether it is over: only late events can still change its value.',
  })
  isComplete: boolean[]

  @Field(() => [Series], {
    description: 'The lines to draw, aligned with `timestamps`: one, or one for each group of a breakdown.',
  })
  series: Series[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
