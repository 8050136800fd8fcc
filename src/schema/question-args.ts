import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql'
import { CalendarArgs } from './calendar-args.ts'
import { DateRangeInput } from './date-range-input.ts'
import { FilterInput } from './filter-input.ts'

/** What every question over facts takes: when, which, in whose calendar. */
@ArgsType()
@InputType()
export class QuestionArgs extends CalendarArgs {
  @Field(() => DateRangeInput, {
    nullable: true,
    description: 'When the facts happened. Default: the last 30 days, today included.',
  })
  range?: DateRangeInput | null

  @Field(() => FilterInput, { nullable: true, description: 'Which facts count. Default: all.' })
  filter?: FilterInput | null
}

export enum Compare {
  PREVIOUS_PERIOD = 'PREVIOUS_PERIOD',
  PREVIOUS_YEAR = 'PREVIOUS_YEAR',
}

registerEnumType(Compare, {
  name: 'Compare',
  description: 'What to hold the numbers against.',
  valuesConfig: {
    PREVIOUS_PERIOD: { description: 'The same elapsed part of the period before.' },
    PREVIOUS_YEAR: { description: 'The same dates a year before.' },
  },
})
