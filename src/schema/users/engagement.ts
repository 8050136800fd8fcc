import { Field, Float, Int, ObjectType } from 'type-graphql'
import { LifecycleBucket } from '../behavior/lifecycle.ts'
import { Change } from '../compare.ts'
import { Meta } from '../meta.ts'
import { numbersOf, sameNames } from '../numbers.ts'
import { CalendarDate, Count } from '../scalars.ts'

export const engagementFields = sameNames(
  'dau',
  'wau',
  'mau',
  'stickiness',
  'activeUsers',
  'sessions',
  'averageSessionSeconds',
  'medianSessionSeconds',
  'sessionsPerUser',
  'messagesPerUser',
)

const EngagementNumbers = numbersOf('EngagementNumbers', 'User engagement in numbers.', engagementFields)

@ObjectType({ description: 'The active users of one day, and of the 7 and 30 days that end with it.' })
export class EngagementDay {
  @Field(() => CalendarDate, { description: 'The day, in the time zone of the question.' })
  date: string

  @Field(() => Count, { description: 'Daily active users: distinct users who were active on this day.' })
  dau: number

  @Field(() => Count, {
    description:
      'Weekly active users: distinct users who were active on this day or one of the 6 days before.',
  })
  wau: number

  @Field(() => Count, {
    description:
      'Monthly active users: distinct users who were active on this day or one of the 29 days before.',
  })
  mau: number

  @Field(() => Float, { nullable: true, description: '`dau` ÷ `mau`, 0 to 1; null without active users.' })
  stickiness: number | null
}

@ObjectType({ description: 'The users who were active on a certain number of days.' })
export class ActiveDays {
  @Field(() => Int, { description: 'The number of days of the range, from 1.' })
  activeDays: number

  @Field(() => Count, { description: 'Users who were active on exactly this number of days.' })
  users: number
}

@ObjectType({ description: 'User engagement: active users, stickiness, sessions and lifecycle.' })
export class Engagement extends EngagementNumbers {
  @Field(() => EngagementNumbers, {
    nullable: true,
    description: 'The numbers of the range in `compare`; null without `compare`.',
  })
  previous: InstanceType<typeof EngagementNumbers> | null

  @Field(() => [Change], {
    description: 'The change of each selected number from the range in `compare`; empty without `compare`.',
  })
  changes: Change[]

  @Field(() => [EngagementDay], { description: 'Each day of the range up to today, oldest first.' })
  days: EngagementDay[]

  @Field(() => [ActiveDays], {
    description: 'Users by their number of active days, fewest first.',
  })
  activeDays: ActiveDays[]

  @Field(() => [LifecycleBucket], {
    description:
      'Each bucket of `interval` that has begun, oldest first. The first and the last bucket are whole, even if the ' +
      'range cuts them.',
  })
  lifecycle: LifecycleBucket[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
