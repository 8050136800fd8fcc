import { ArgsType, Field, InputType, ObjectType } from 'type-graphql'
import { Change } from '../compare.ts'
import { CalendarUnit } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { Bucket } from '../numbers.ts'
import { PageArgs } from '../page-args.ts'
import { SharedInput, WithFormerRange } from '../question-args.ts'
import { Count, DateTime } from '../scalars.ts'
import { EventMatchInput } from './event-match-input.ts'

export const LifecycleState = describedEnum(
  'LifecycleState',
  'The state of a user in a bucket: new, back again, back after a break, or away.',
  {
    ACTIVE: 'Active in the bucket: new, returning or resurrecting.',
    NEW: 'Active for the first time ever.',
    RETURNING: 'Active in this bucket and in the previous one.',
    RESURRECTING: 'Active again after an absence: neither new nor active in the previous bucket.',
    DORMANT: 'Active in the previous bucket and not in this one.',
  },
)
export type LifecycleState = EnumOf<typeof LifecycleState>

export const LifecycleNew = describedEnum('LifecycleNew', 'The event that makes a user new.', {
  FIRST_ACTIVITY:
    'The user’s first active event ever. A user who was active before and does the target for the first time is not ' +
    'new.',
  FIRST_TARGET: 'The user’s first event ever that matches `target` and `filter`.',
})
export type LifecycleNew = EnumOf<typeof LifecycleNew>

@InputType({ description: 'The users to classify, and the width of a bucket.' })
@WithFormerRange()
export class LifecycleInput extends SharedInput {
  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.DAY,
    description: 'The width of a bucket. At most 5,000 buckets.',
  })
  interval: CalendarUnit

  @Field(() => EventMatchInput, {
    nullable: true,
    description: 'The event that makes a user active. Default: any active event.',
  })
  target?: EventMatchInput | null

  @Field(() => LifecycleNew, {
    defaultValue: LifecycleNew.FIRST_ACTIVITY,
    description: 'The event that makes a user new. Without `target` and `filter`, both choices are the same.',
  })
  newBy: LifecycleNew
}

@ObjectType({
  description:
    'The users of one whole bucket by lifecycle state. `activeUsers` = `newUsers` + `returning` + `resurrecting`.',
  implements: Bucket,
})
export class LifecycleBucket extends Bucket {
  @Field(() => Count, { description: 'Distinct users who were active in the bucket.' })
  activeUsers: number

  @Field(() => Count, { description: 'Active users whose first active event ever happened in the bucket.' })
  newUsers: number

  @Field(() => Count, { description: 'Active users who were active in the previous bucket as well.' })
  returning: number

  @Field(() => Count, {
    description:
      'Active users who came back after an absence: neither new nor active in the previous bucket.',
  })
  resurrecting: number

  @Field(() => Count, { description: 'Users who were active in the previous bucket and not in this one.' })
  dormant: number

  @Field(() => [Change], {
    description:
      'The change of each selected number from the bucket at the same position of the range in `compare`, such as ' +
      '`newUsers`. Empty without `compare` and in `engagement`.',
  })
  changes: Change[]
}

@ObjectType({ description: 'New, returning, resurrecting and dormant users, bucket by bucket.' })
export class Lifecycle {
  @Field(() => [LifecycleBucket], {
    description:
      'Each bucket that has begun, oldest first. The first and the last bucket are whole, even if the range cuts them.',
  })
  buckets: LifecycleBucket[]

  @Field(() => Lifecycle, {
    nullable: true,
    description:
      'The answer over the range in `compare`, whose `buckets` are aligned with these by position; null without `compare`.',
  })
  previous: Lifecycle | null

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}

@ArgsType()
export class LifecycleUsersArgs extends PageArgs {
  @Field(() => LifecycleState, {
    description:
      'The state of the users to list, such as `DORMANT`: active in the bucket before, and not in this one.',
  })
  state: LifecycleState

  @Field(() => DateTime, {
    nullable: true,
    description: 'Any instant in the bucket, such as its `start`. Default: the last bucket that has begun.',
  })
  at?: Date | null
}
