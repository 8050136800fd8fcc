import { Field, Float, Int, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { fieldsOf, sameNames } from '../numbers.ts'
import { Count, DateTime } from '../scalars.ts'
import { ActivityMeasures } from './top-users.ts'

export const userAnalyticsFields = {
  ...sameNames(
    'events',
    'sessions',
    'averageSessionSeconds',
    'messages',
    'conversations',
    'tokens',
    'costUsd',
    'unpricedCalls',
    'satisfaction',
    'aiCalls',
    'aiErrors',
    'apiCalls',
    'apiErrors',
    'apiErrorRate',
  ),
  averageResponseTimeMs: 'apiResponseTimeMs',
} as const

@ObjectType({ description: 'How many conversations a user had about one topic.' })
export class UserTopic {
  @Field(() => String, { description: 'The topic, such as `billing`.' })
  topic: string

  @Field(() => Count, {
    description: 'The number of the user’s conversations with this topic that started in the range.',
  })
  count: number
}

export const ChurnLevel = describedEnum(
  'ChurnLevel',
  'The churn risk of a user: by `ratio`, or with fewer than 4 active days by `idleDays`.',
  {
    LOW: 'Low risk, the user is active as usual: a ratio below 2; with few active days 0 to 7 idle days.',
    MEDIUM: 'Medium risk: a ratio from 2 to below 3; with few active days 8 to 14 idle days.',
    HIGH: 'High risk: a ratio from 3 to below 5; with few active days 15 to 30 idle days.',
    CHURNED:
      'The user has churned: a ratio of 5 or more, or 60 idle days; with few active days more than 30.',
  },
)
export type ChurnLevel = EnumOf<typeof ChurnLevel>

@ObjectType({
  description:
    'The churn risk of a user, measured by the user’s usual gap between active days: ten idle days mean little for a ' +
    'monthly user, and much for a daily one.',
})
export class ChurnRisk {
  @Field(() => ChurnLevel, { description: 'The risk level that follows from the other fields.' })
  level: ChurnLevel

  @Field(() => Int, {
    description: 'Days (UTC) with at least one active event of the user over all history, for example 30.',
  })
  activeDays: number

  @Field(() => Int, { description: 'Calendar days since the user’s last active day; 0 for today.' })
  idleDays: number

  @Field(() => Float, {
    nullable: true,
    description:
      'The median number of days from one active day to the next, 1 for a daily user; null with fewer than 4 active ' +
      'days.',
  })
  medianGapDays: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      '`idleDays` ÷ `medianGapDays`: the absence in usual gaps; null with fewer than 4 active days.',
  })
  ratio: number | null
}

@ObjectType({
  description:
    'The engagement of one user, in days of the time zone of the question, as of the end of the range, or of now if ' +
    'the range is not over.',
})
export class UserEngagement {
  @Field(() => Int, {
    description: 'Days of the range with at least one active event of the user, for example 12.',
  })
  activeDays: number

  @Field(() => Float, {
    nullable: true,
    description:
      'The active days as a share of the days of the range that have begun, 0 to 1. Null if no day has begun.',
  })
  dailyActive: number | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the user was active on the 30th day after their first active day, or later. The share of true values ' +
      'among users is the 30-day retention. Null until that day is over, unless the user was active on it, and for a ' +
      'user who was never active.',
  })
  retention30d: boolean | null

  @Field(() => Count, {
    nullable: true,
    description:
      'The cohort of the user: the number of users whose first active day is that of this user, who is one of them. Null ' +
      'for a user who was never active.',
  })
  cohortSize: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'The 30-day retention of the cohort, 0 to 1: the share of its users who were active on the 30th day after their ' +
      'first active day, or later, such as 0.25. Null until that day is over, and for a user who was never active.',
  })
  cohortRetention30d: number | null

  @Field(() => ChurnRisk, {
    nullable: true,
    description: 'The churn risk of the user; null for a user who was never active.',
  })
  churnRisk: ChurnRisk | null
}

@ObjectType({
  description:
    'The use that one user made of the platform: sessions, messages, satisfaction, topics and engagement.',
  implements: ActivityMeasures,
})
export class UserAnalytics extends fieldsOf(userAnalyticsFields) {
  @Field(() => DateTime, {
    nullable: true,
    description:
      'The time of the user’s last active event before the end of the range; null for a user who was never active.',
  })
  lastActiveAt: Date | null

  @Field(() => [UserTopic], {
    description:
      'The topics of the user’s conversations, up to 20, the most frequent first. `filter` does not apply.',
  })
  topics: UserTopic[]

  @Field(() => UserEngagement, {
    description:
      'The engagement of the user. The range bounds `activeDays` and `dailyActive`; for all other fields only its end ' +
      'matters. With a filter, only events that pass it make a day active.',
  })
  engagement: UserEngagement

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
