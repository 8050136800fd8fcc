import { Field, Float, InputType, ObjectType } from 'type-graphql'
import { DateRangeInput } from './date-range-input.ts'
import { describedEnum, type EnumOf } from './described-enum.ts'
import { OneOf } from './one-of.ts'

export const ComparePeriod = describedEnum(
  'ComparePeriod',
  'The range to compare with. If the range of the question is not over, only its elapsed part is compared.',
  {
    PREVIOUS_PERIOD: 'The previous period, up to the same elapsed part.',
    PREVIOUS_YEAR: 'The same dates one year earlier.',
  },
)
export type ComparePeriod = EnumOf<typeof ComparePeriod>

@OneOf()
@InputType({ description: 'The range to compare with: exactly one of `period` and `range`.' })
export class CompareInput {
  @Field(() => ComparePeriod, {
    nullable: true,
    description: 'A period relative to the range of the question.',
  })
  period?: ComparePeriod | null

  @Field(() => DateRangeInput, {
    nullable: true,
    description: 'Any other range, such as `{ preset: LAST_YEAR }`.',
  })
  range?: DateRangeInput | null
}

@ObjectType({ description: 'The change of one number from the compared range to the range of the question.' })
export class Change {
  // `name-changed-fields.ts` replaces the type by an enum of the fields that the schema has.
  @Field(() => String, { description: 'The field that holds the number, such as `errorRate`.' })
  field: string

  @Field(() => Float, {
    nullable: true,
    description:
      '(current − previous) ÷ |previous|: 0.25 is an increase of 25 %. Null if the previous number is 0 or null.',
  })
  changeRate: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'For a rate, current − previous in percentage points, such as -1.5; null for other numbers.',
  })
  changePoints: number | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a higher number is better; null if that depends on the point of view.',
  })
  isUpGood: boolean | null
}
