import { Field, Float, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { DateRangeInput } from './date-range-input.ts'

export enum ComparePeriod {
  PREVIOUS_PERIOD = 'PREVIOUS_PERIOD',
  PREVIOUS_YEAR = 'PREVIOUS_YEAR',
}

registerEnumType(ComparePeriod, {
  name: 'ComparePeriod',
  description:
    'Which range to hold the numbers against. Of a running range only the elapsed part is compared.',
  valuesConfig: {
    PREVIOUS_PERIOD: { description: 'The same elapsed part of the period before.' },
    PREVIOUS_YEAR: { description: 'The same dates a year before.' },
  },
})

@InputType({ description: 'What to hold the numbers against: exactly one of `period` and `range`.' })
export class CompareInput {
  @Field(() => ComparePeriod, { nullable: true, description: 'A range that follows from the one asked for.' })
  period?: ComparePeriod | null

  @Field(() => DateRangeInput, { nullable: true, description: 'Any other range.' })
  range?: DateRangeInput | null
}

@ObjectType({ description: 'How a number has changed.' })
export class Change {
  @Field(() => String, { description: 'The field that holds the number, such as `errorRate`.' })
  field: string

  @Field(() => Float, {
    nullable: true,
    description:
      '(current − previous) ÷ |previous|: 0.25 is a quarter more. Null when the previous one is 0 or null.',
  })
  changeRate: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'Of rates: current − previous in percentage points, such as -1.5; null of other numbers.',
  })
  changePoints: number | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether more of it is better; null where that depends on whom you ask.',
  })
  isUpGood: boolean | null
}
