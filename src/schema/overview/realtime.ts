import { ArgsType, type ClassType, Field, Float, ID, ObjectType } from 'type-graphql'
import { Change } from '../compare.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import {
  type Bucket,
  bucketOf,
  fieldsOf,
  type Measures,
  measuresOf,
  type Numbers,
  numbersOf,
} from '../numbers.ts'
import { DateTime } from '../scalars.ts'

export const ComparedDay = describedEnum(
  'ComparedDay',
  'The earlier day whose numbers are taken as normal. Its windows end at the same local time.',
  {
    YESTERDAY: 'The day before, in the time zone of the project.',
    SAME_WEEKDAY: 'The same day of the week before: a Monday is compared with a Monday.',
  },
)
export type ComparedDay = EnumOf<typeof ComparedDay>

@ArgsType()
export class RealtimeArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only events of this bot or assistant, such as `support-bot`. Default: all bots.',
  })
  botId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only events of this channel, such as `web`. Default: all channels.',
  })
  channel?: string | null

  @Field(() => ComparedDay, {
    defaultValue: ComparedDay.YESTERDAY,
    description: 'The earlier day for `previous`, `changes` and `alerts`.',
  })
  comparedWith: ComparedDay
}

/** The numbers of now; `analytics/overview/realtime/numbers.ts` has the window of each. */
export const realtimeFields = {
  activeUsers: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Distinct users with an active event in the last 5 minutes, for example 42.',
  },
  activeConversations: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Distinct conversations with an event in the last 5 minutes, for example 17.',
  },
  messagesPerMinute: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Messages of every role in the last 60 seconds, for example 120.',
  },
  callsPerMinute: {
    unit: 'COUNT',
    isUpGood: null,
    description: 'Model calls and API calls in the last 60 seconds, failed ones included; for example 300.',
  },
  averageResponseTimeMs: {
    unit: 'MS',
    isUpGood: false,
    description:
      'Mean time to answer of the messages of the last 5 minutes, in milliseconds, such as 850; null if none has one.',
  },
  errorRate: {
    unit: 'RATE',
    isUpGood: false,
    description:
      'Failed model calls and API calls ÷ all of these calls of the last 5 minutes, 0 to 1; null without calls.',
  },
  costPerHourUsd: {
    unit: 'USD',
    isUpGood: false,
    description:
      'The cost of the last 60 minutes, in US dollars, such as `"1.25"`. Unknown costs are left out.',
  },
} as const satisfies Measures

export const minuteFields = {
  activeUsers: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Distinct users with an active event in this minute, for example 12.',
  },
  activeConversations: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Distinct conversations with an event in this minute, for example 5.',
  },
  messages: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Messages of every role in this minute, for example 120.',
  },
  calls: {
    unit: 'COUNT',
    isUpGood: null,
    description: 'Model calls and API calls in this minute, failed ones included; for example 300.',
  },
  averageResponseTimeMs: {
    unit: 'MS',
    isUpGood: false,
    description:
      'Mean time to answer of the messages of this minute, in milliseconds, such as 850; null if none has one.',
  },
  errorRate: {
    unit: 'RATE',
    isUpGood: false,
    description: 'Failed calls ÷ all model calls and API calls of this minute, 0 to 1; null without calls.',
  },
  costUsd: {
    unit: 'USD',
    isUpGood: false,
    description: 'The cost of this minute, in US dollars, such as `"0.02"`. Unknown costs are left out.',
  },
} as const satisfies Measures

export const RealtimeAlertType = describedEnum(
  'RealtimeAlertType',
  'A number of now that is far from normal, and further from it than chance explains.',
  {
    HIGH_TRAFFIC: 'At least 50 % more messages a minute than on the compared day.',
    LOW_TRAFFIC: 'At most half of the messages a minute of the compared day.',
    HIGH_ERROR_RATE: 'The error rate is at least 1.5 times that of the compared day.',
    SAVED_ALERT:
      'A saved alert of the project is in alert or in warning, whatever the bot and channel asked for.',
  },
)
export type RealtimeAlertType = EnumOf<typeof RealtimeAlertType>

@ObjectType({
  description: 'A notice that a number of now is not normal, such as traffic 50 % above normal.',
})
export class RealtimeAlert {
  @Field(() => RealtimeAlertType, { description: 'The deviation, such as `HIGH_TRAFFIC`.' })
  type: RealtimeAlertType

  @Field(() => String, { description: 'The alert as a sentence, such as `Traffic 50% above normal`.' })
  message: string

  @Field(() => ID, {
    nullable: true,
    description: 'The `id` of the saved alert, as `alerts` shows it; null for the other types.',
  })
  alertId: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'The number of now, such as 180 messages a minute; null for a saved alert without data.',
  })
  value: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'The number of the compared day, such as 120 messages a minute. For a saved alert the number that it compares with, or null.',
  })
  normalValue: number | null
}

const description = 'The platform at this moment: active users and conversations, traffic, errors and cost.'

const RealtimeNumbers = numbersOf(
  'Realtime',
  description,
  measuresOf('Realtime', description, realtimeFields),
)

const RealtimeMinute = bucketOf('Realtime', 'One minute of the platform.', fieldsOf(minuteFields))

@ObjectType({ description })
export class Realtime extends (RealtimeNumbers as ClassType<Numbers<typeof realtimeFields>>) {
  @Field(() => [RealtimeMinute], {
    description: 'The last 30 minutes of the clock, oldest first. The last one is still running.',
  })
  minutes: Bucket[]

  @Field(() => RealtimeNumbers, {
    description: 'The same numbers at the same local time of the compared day.',
  })
  previous: Numbers

  @Field(() => [Change], {
    description: 'The change of each selected number from the compared day: the trends of a live view.',
  })
  changes: Change[]

  @Field(() => [RealtimeAlert], {
    description:
      'The saved alerts that fire, and the numbers that are far from those of the compared day; usually empty.',
  })
  alerts: RealtimeAlert[]

  @Field(() => DateTime, { description: 'The instant at which all windows end: the time of the question.' })
  asOf: Date

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
