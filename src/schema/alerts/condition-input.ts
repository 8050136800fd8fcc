import { Field, Float, InputType } from 'type-graphql'
import { AnomalyDirection } from '../anomalies/anomaly-direction.ts'
import { usualSensitivity } from '../anomalies/usual-sensitivity.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { OneOf } from '../one-of.ts'
import { Decimal } from '../scalars.ts'

@InputType({
  description:
    'Two bounds, such as `{ low: "10", high: "50" }`: numbers below the one or above the other are outside.',
})
export class OutsideInput {
  @Field(() => Decimal, { description: 'The lower bound, which is inside, such as `10`.' })
  low: string

  @Field(() => Decimal, { description: 'The upper bound, which is inside, such as `50`.' })
  high: string
}

export const ChangeAgainst = describedEnum('ChangeAgainst', 'The window that a window is compared with.', {
  PREVIOUS: 'The window of the same length right before it.',
  SAME_WEEKDAY:
    'The same window 7 days earlier by the clock of the project: the same weekday at the same local time.',
})
export type ChangeAgainst = EnumOf<typeof ChangeAgainst>

@InputType({
  description:
    'A change against an earlier window, such as `{ above: 0.5, against: SAME_WEEKDAY }` for more than 50 % above. Of `above` ' +
    'and `below` at least one is given.',
})
export class ChangeRateInput {
  @Field(() => Float, {
    nullable: true,
    description: 'Met by a change of more than this share, such as 0.5 for 50 %. Default: no upper limit.',
  })
  above?: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'Met by a change of less than this share, such as -0.3 for a drop of 30 %. Default: no lower limit.',
  })
  below?: number | null

  @Field(() => ChangeAgainst, {
    defaultValue: ChangeAgainst.PREVIOUS,
    description: 'The window to compare with, such as `SAME_WEEKDAY`.',
  })
  against: ChangeAgainst
}

@InputType({
  description:
    'A number that is unusual for its hour of the week or its weekday, such as `{ sensitivity: 5, direction: UP }`. `anomalies` ' +
    'describes how it is judged.',
})
export class AnomalyConditionInput {
  @Field(() => Float, {
    defaultValue: usualSensitivity,
    description:
      'The score from which a number is unusual, 2 to 20. A higher one finds less: by 4.2, about 2 of 100 quiet series of hours ' +
      'have a false alarm in a week.',
  })
  sensitivity: number

  @Field(() => AnomalyDirection, {
    nullable: true,
    description: 'The only side on which a number is unusual, such as `UP`. Default: both sides.',
  })
  direction?: AnomalyDirection | null
}

@OneOf()
@InputType({
  description:
    'Numbers to be told about once each, given in one way: `{ every: "1000" }` or `{ at: "5000" }`.',
})
export class MilestoneInput {
  @Field(() => Decimal, {
    nullable: true,
    description: 'Every multiple of this number, such as `1000`: 1,000, then 2,000, and so on.',
  })
  every?: string | null

  @Field(() => Decimal, { nullable: true, description: 'This number alone, such as `5000`.' })
  at?: string | null
}

@OneOf()
@InputType({
  description:
    'The condition of an alert, given in exactly one way, such as `{ above: "0.05" }`. A number at a bound does not meet it.',
})
export class AlertConditionInput {
  @Field(() => Decimal, { nullable: true, description: 'Met by larger numbers, such as `0.05`.' })
  above?: string | null

  @Field(() => Decimal, { nullable: true, description: 'Met by smaller numbers, such as `10`.' })
  below?: string | null

  @Field(() => OutsideInput, {
    nullable: true,
    description: 'Met by numbers outside two bounds, such as `{ low: "10", high: "50" }`.',
  })
  outside?: OutsideInput | null

  @Field(() => Decimal, { nullable: true, description: 'Met by exactly this number, such as `0`.' })
  equal?: string | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'Met by any other number than this one, such as `1`.',
  })
  notEqual?: string | null

  @Field(() => ChangeRateInput, {
    nullable: true,
    description: 'Met by a change against an earlier window, as a share, such as `{ below: -0.5 }`.',
  })
  changeRate?: ChangeRateInput | null

  @Field(() => AnomalyConditionInput, {
    nullable: true,
    description: 'Met by a number that is unusual for its time of the week, such as `{ direction: DOWN }`.',
  })
  anomaly?: AnomalyConditionInput | null

  @Field(() => MilestoneInput, {
    nullable: true,
    description:
      'Tells once of each number that is reached, such as `{ every: "1000" }`. The state stays `OK`.',
  })
  milestone?: MilestoneInput | null
}
