import { Field, Float, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Decimal } from '../scalars.ts'

export const NullReason = describedEnum(
  'NullReason',
  'The cause for which a metric has no value, neither a number nor 0.',
  {
    DIVISION_BY_ZERO: 'A formula divides by 0, or by a number that is null.',
    NO_DATA: 'Nothing that the number is about happened in the range.',
    NOT_FINITE: 'The number has no finite value, such as the root of -1.',
  },
)
export type NullReason = EnumOf<typeof NullReason>

/** The number of a metric, and its change. */
@ObjectType()
export abstract class MetricNumber {
  @Field(() => Float, {
    nullable: true,
    description:
      'The number over the whole range, in the `unit` of the metric, such as 0.25. A user counts once in it: it is no sum of ' +
      'values over time. Null has a `nullReason`.',
  })
  value: number | string | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'The number with all its digits, for an amount of money in US dollars; otherwise null.',
  })
  exact: string | null

  @Field(() => NullReason, {
    nullable: true,
    description: 'The reason why `value` is null, such as `DIVISION_BY_ZERO`; null if it is not.',
  })
  nullReason: NullReason | null

  @Field(() => Float, {
    nullable: true,
    description: 'The number over the range in `compare`; null without `compare`, or without data in it.',
  })
  previousValue: number | string | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'The same number with all its digits, for money in US dollars; otherwise null.',
  })
  exactPreviousValue: string | null

  @Field(() => Float, {
    nullable: true,
    description:
      '(`value` − `previousValue`) ÷ |`previousValue`|: 0.25 is an increase of 25 %. Null if the previous number is 0 or null.',
  })
  changeRate: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'For a rate, the change in percentage points, such as -1.5; null for other numbers.',
  })
  changePoints: number | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the change is one for the better; null if nothing changed, or if it depends on the point of view.',
  })
  isImprovement: boolean | null
}
