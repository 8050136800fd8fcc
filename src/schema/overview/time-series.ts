import { Field, Float, InputType, ObjectType } from 'type-graphql'
import { CalendarUnit } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { QuestionArgs } from '../question-args.ts'
import { DateTime } from '../scalars.ts'

export const Measure = describedEnum('Measure', 'What to count in each bucket.', {
  EVENTS: 'Facts.',
  UNIQUE_USERS: 'Distinct users with at least one fact.',
  EVENTS_PER_USER: 'Facts with a user per distinct user; null in a bucket without users.',
})
export type Measure = EnumOf<typeof Measure>

@InputType({ description: 'What to count, and in which buckets.' })
export class TimeSeriesInput extends QuestionArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only facts of this name, such as `signup`. Default: facts of every name.',
  })
  event?: string | null

  @Field(() => Measure, { defaultValue: Measure.EVENTS, description: 'What to count.' })
  measure: Measure

  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.DAY,
    description: 'The width of a bucket. At most 5,000 buckets.',
  })
  interval: CalendarUnit
}

@ObjectType({ description: 'One line of a time series.' })
export class Series {
  @Field(() => String, { nullable: true, description: 'Whose line this is; null for everything together.' })
  group: string | null

  @Field(() => [Float], {
    nullable: 'items',
    description:
      'One value a bucket, aligned with `timestamps`: 0 where nothing was counted, null where a ratio has no base.',
  })
  values: (number | null)[]
}

@ObjectType({ description: 'Values over time.' })
export class TimeSeries {
  @Field(() => [DateTime], {
    description: 'The start of each bucket, oldest first; empty buckets are there too.',
  })
  timestamps: Date[]

  @Field(() => [Boolean], {
    description: 'For each bucket, whether it has ended and everything received since is in.',
  })
  isComplete: boolean[]

  @Field(() => [Series], { description: 'The lines.' })
  series: Series[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
