import { Field, Float, Int, ObjectType } from 'type-graphql'
import { LifecycleBucket } from '../behavior/lifecycle.ts'
import { Change } from '../compare.ts'
import { Meta } from '../meta.ts'
import { numbersOf } from '../numbers.ts'
import { CalendarDate, Count } from '../scalars.ts'

export const engagementFields = {
  dau: 'dau',
  wau: 'wau',
  mau: 'mau',
  stickiness: 'stickiness',
  activeUsers: 'activeUsers',
  sessions: 'sessions',
  averageSessionSeconds: 'averageSessionSeconds',
  medianSessionSeconds: 'medianSessionSeconds',
  sessionsPerUser: 'sessionsPerUser',
  messagesPerUser: 'messagesPerUser',
} as const

const EngagementNumbers = numbersOf(
  'EngagementNumbers',
  'How much users come back, in numbers.',
  engagementFields,
)

@ObjectType({ description: 'How many users were active around one day.' })
export class EngagementDay {
  @Field(() => CalendarDate, { description: 'The day, in the time zone asked for.' })
  date: string

  @Field(() => Count, { description: 'Distinct users who were active on this day.' })
  dau: number

  @Field(() => Count, { description: 'Distinct users who were active on it or on one of the 6 days before.' })
  wau: number

  @Field(() => Count, {
    description: 'Distinct users who were active on it or on one of the 29 days before.',
  })
  mau: number

  @Field(() => Float, { nullable: true, description: '`dau` ÷ `mau`, 0 to 1; null without any.' })
  stickiness: number | null
}

@ObjectType({ description: 'How many users were active on so many days.' })
export class ActiveDays {
  @Field(() => Int, { description: 'On how many days of the range, from 1.' })
  activeDays: number

  @Field(() => Count, { description: 'The users who were active on exactly so many.' })
  users: number
}

@ObjectType({ description: 'How much users come back.' })
export class Engagement extends EngagementNumbers {
  @Field(() => EngagementNumbers, {
    nullable: true,
    description: 'The same of the range in `compare`; null without it.',
  })
  previous: InstanceType<typeof EngagementNumbers> | null

  @Field(() => [Change], {
    description: 'How each selected number differs from the one of the range in `compare`; empty without it.',
  })
  changes: Change[]

  @Field(() => [EngagementDay], { description: 'Each day of the range up to today, oldest first.' })
  days: EngagementDay[]

  @Field(() => [ActiveDays], {
    description: 'Users by the number of days they were active on, fewest first.',
  })
  activeDays: ActiveDays[]

  @Field(() => [LifecycleBucket], {
    description:
      'Each bucket of `interval` that has begun, oldest first. The first and the last are whole too.',
  })
  lifecycle: LifecycleBucket[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
