import { Field, Float, InputType, ObjectType } from 'type-graphql'
import { DateRangeInput } from './date-range-input.ts'
import { describedEnum, type EnumOf } from './described-enum.ts'

export const ComparePeriod = describedEnum(
  'ComparePeriod',
  'Which range to hold the numbers against. Of a running range only the elapsed part is compared.',
  {
    PREVIOUS_PERIOD: 'The same elapsed part of the period before.',
    PREVIOUS_YEAR: 'The same dates a year before.',
  },
)
export type ComparePeriod = EnumOf<typeof ComparePeriod>

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
