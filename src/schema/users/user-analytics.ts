import { Field, Float, Int, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { numbersOf } from '../numbers.ts'
import { Count, DateTime } from '../scalars.ts'

export const userAnalyticsFields = {
  events: 'events',
  sessions: 'sessions',
  averageSessionSeconds: 'averageSessionSeconds',
  messages: 'messages',
  conversations: 'conversations',
  tokens: 'tokens',
  costUsd: 'costUsd',
  satisfaction: 'satisfaction',
} as const

const description = 'One user in numbers.'

@ObjectType({ description: 'What conversations of a user were about.' })
export class UserTopic {
  @Field(() => String, { description: 'The topic, such as `billing`.' })
  topic: string

  @Field(() => Count, { description: 'How many of their conversations that started in the range have it.' })
  count: number
}

export const ChurnLevel = describedEnum(
  'ChurnLevel',
  'How likely it is that a user stays away: by `ratio`, or with fewer than 4 active days by `idleDays`.',
  {
    LOW: 'They come as they used to: a ratio below 2; with few active days 0 to 7 idle days.',
    MEDIUM: 'A ratio from 2 to below 3; with few active days 8 to 14 idle days.',
    HIGH: 'A ratio from 3 to below 5; with few active days 15 to 30 idle days.',
    CHURNED: 'A ratio of 5 or more, or 60 idle days; with few active days more than 30.',
  },
)
export type ChurnLevel = EnumOf<typeof ChurnLevel>

@ObjectType({
  description:
    'How likely it is that a user stays away, judged by how often they used to come: ten quiet days are nothing in ' +
    'somebody who comes once a month, and much in somebody who came every day.',
})
export class ChurnRisk {
  @Field(() => ChurnLevel, { description: 'The level that the numbers beside it make.' })
  level: ChurnLevel

  @Field(() => Int, { description: 'On how many days they were ever active.' })
  activeDays: number

  @Field(() => Int, { description: 'Calendar days since they were last active; 0 for today.' })
  idleDays: number

  @Field(() => Float, {
    nullable: true,
    description:
      'The median of the days from one active day to the next, 1 for every day; null with fewer than 4 active days.',
  })
  medianGapDays: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      '`idleDays` ÷ `medianGapDays`, how many of their usual gaps they have been away; null with fewer than 4 active days.',
  })
  ratio: number | null
}

@ObjectType({
  description:
    'How a user comes back, in days of the time zone asked for, judged at the end of the range, or now while it goes on.',
})
export class UserEngagement {
  @Field(() => Int, { description: 'On how many days of the range they were active.' })
  activeDays: number

  @Field(() => Float, {
    nullable: true,
    description:
      'The share of the days of the range up to now on which they were active, 0 to 1: 1 is every day. Null when none ' +
      'has begun.',
  })
  dailyActive: number | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether they were active on the 30th day after their first active day, or later. The share of those with true ' +
      'is the 30-day retention of any users. Null until that day is over, unless they were active on it, and when ' +
      'they never were.',
  })
  retention30d: boolean | null

  @Field(() => ChurnRisk, {
    nullable: true,
    description: 'How likely it is that they stay away; null when they never were active.',
  })
  churnRisk: ChurnRisk | null
}

@ObjectType({ description })
export class UserAnalytics extends numbersOf('UserNumbers', description, userAnalyticsFields) {
  @Field(() => DateTime, {
    nullable: true,
    description: 'When they were last active before the end of the range; null when they never were.',
  })
  lastActiveAt: Date | null

  @Field(() => [UserTopic], {
    description:
      'What their conversations were about, up to 20 topics, the most frequent first. No filter changes it.',
  })
  topics: UserTopic[]

  @Field(() => UserEngagement, {
    description:
      'How they come back. The range matters for `activeDays` and `dailyActive`, and as the end of everything else; ' +
      'with a filter only the facts that pass it make a day an active one.',
  })
  engagement: UserEngagement

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
