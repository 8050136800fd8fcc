import { ArgsType, Field, Int, ObjectType } from 'type-graphql'
import { CalendarArgs } from '../calendar-args.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { Meta } from '../meta.ts'
import { MeasuredRange } from '../questions/measure-answer.ts'
import { InsightUnion } from './insight.ts'

@ArgsType()
export class InsightsArgs extends CalendarArgs {
  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'The range to look at, such as `{ preset: LAST_WEEK }`. Default: the last 30 days, including today.',
  })
  range?: DateRangeInput | null

  @Field(() => Int, {
    defaultValue: 20,
    description: 'The number of insights, 1 to 100, the most important ones.',
  })
  first: number
}

@ObjectType({ description: 'The things that the service noticed by itself in a range.' })
export class Insights {
  @Field(() => [InsightUnion], {
    description:
      'The insights, the most important first: by `share`, 3 times for `WARNING` and 10 times for `CRITICAL`.',
  })
  insights: (typeof InsightUnion)[]

  @Field(() => Int, {
    description: 'The number of all insights, those included that `first` leaves out, such as 7.',
  })
  count: number

  @Field(() => MeasuredRange, { description: 'The instants that the insights are about.' })
  range: MeasuredRange

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
