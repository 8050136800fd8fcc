import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql'
import { LifecycleBucket } from '../behavior/lifecycle.ts'
import { measuresOf, numbersOf, sameNames, statsOf } from '../numbers.ts'
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
  'bounceRate',
  'sessionsPerUser',
  'messagesPerUser',
)

const description =
  'The habits of users: how many come and how often, how long they stay and how much they write.'

const ActiveUserMeasures = measuresOf(
  'ActiveUser',
  'The active users of a day, and of the 7 and 30 days that end with it.',
  sameNames('dau', 'wau', 'mau', 'stickiness'),
)

const EngagementStats = statsOf(
  'Engagement',
  description,
  numbersOf(
    'Engagement',
    description,
    measuresOf('Engagement', description, engagementFields, ActiveUserMeasures),
  ),
  {
    buckets:
      'The numbers of each bucket of `interval`, `DAY` or longer, oldest first, including empty buckets. With `WEEK` ' +
      '`activeUsers` are the weekly active users of each calendar week, with `MONTH` those of each month; `dau`, `wau` ' +
      'and `mau` refer to the last day of the bucket.',
  },
)

@ObjectType({
  description: 'The active users of one day, and of the 7 and 30 days that end with it.',
  implements: ActiveUserMeasures,
})
export class EngagementDay {
  @Field(() => CalendarDate, {
    description: 'The calendar day in the zone of the question, such as `2026-01-31`.',
  })
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
  @Field(() => Int, {
    description: 'The days of the range on which the users were active, counted from 1; for example 3.',
  })
  activeDays: number

  @Field(() => Count, { description: 'Users who were active on exactly this number of days.' })
  users: number
}

@ObjectType({ description: 'One bar of the histogram of session lengths.' })
export class SessionLength {
  @Field(() => Int, { description: 'The shortest length of the bar, in seconds (inclusive), such as 60.' })
  fromSeconds: number

  @Field(() => Int, {
    nullable: true,
    description: 'The end of the lengths in seconds (exclusive); null for the last bucket, which has no end.',
  })
  toSeconds: number | null

  @Field(() => Count, {
    description: 'Sessions that started in the range and have such a length, first event to last.',
  })
  sessions: number

  @Field(() => Float, {
    nullable: true,
    description: '`sessions` ÷ all sessions, 0 to 1; null without sessions.',
  })
  share: number | null
}

@ArgsType()
export class SessionLengthsArgs {
  @Field(() => [Int], {
    nullable: true,
    description:
      'The lengths at which a new bucket begins, in whole seconds, ascending: 1 to 100 edges from 1 to 31,536,000 (a ' +
      'year). `[60, 300]` gives under a minute, 1 to 5 minutes, and longer. Default: 10, 30, 60, 180, 600, 1800.',
  })
  edges?: number[] | null
}

@ObjectType({ description: 'User engagement: active users, stickiness, sessions and lifecycle.' })
export class Engagement extends EngagementStats {
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
}
