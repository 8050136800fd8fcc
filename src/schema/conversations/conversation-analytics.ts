import { ArgsType, Field, Float, ObjectType } from 'type-graphql'
import { type Words } from '../../metrics-catalogue/metric.ts'
import { CalendarUnit, DateRangeInput } from '../date-range-input.ts'
import { FilterInput } from '../filter-input.ts'
import { type Bucket, bucketOf, measuresOf, numbersOf, sameNames, statsOf } from '../numbers.ts'
import { StatsArgs } from '../question-args.ts'
import { Count } from '../scalars.ts'

@ArgsType()
export class ConversationAnalyticsArgs extends StatsArgs {
  @Field(() => DateRangeInput, {
    nullable: true,
    description: 'The range in which the conversations started. Default: the last 30 days, including today.',
  })
  override range?: DateRangeInput | null

  @Field(() => FilterInput, {
    nullable: true,
    description:
      'A condition on events. A conversation counts if one of its events passes, a message if it passes itself: `{ ' +
      'dimension: BOT, values: ["support-bot"] }`. Default: all conversations.',
  })
  override filter?: FilterInput | null

  @Field(() => String, {
    nullable: true,
    description: 'Only conversations with this bot, such as `support-bot`.',
    deprecationReason: 'Use `filter: { dimension: BOT, values: […] }`.',
  })
  botId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only conversations on this channel, such as `web`.',
    deprecationReason: 'Use `filter: { dimension: CHANNEL, values: […] }`.',
  })
  channel?: string | null

  @Field(() => CalendarUnit, {
    nullable: true,
    description: 'The former name of `interval`, which it replaces if given.',
    deprecationReason: 'Use `interval`.',
  })
  groupBy?: CalendarUnit | null
}

/** Numbers of the current states of conversations, each counted at its start. */
export const stateFields = {
  conversations: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Conversations that started in the period, ended or not; for example 300.',
  },
  activeUsers: {
    unit: 'COUNT',
    isUpGood: true,
    description:
      'Distinct users who take part in the conversations that started in the period; for example 120.',
  },
  active: {
    unit: 'COUNT',
    isUpGood: null,
    description: 'Conversations with the status `ACTIVE`: they have not ended, or never told their end.',
  },
  ended: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Conversations that ended: completed, abandoned or escalated.',
  },
  completed: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Conversations with the status `COMPLETED`: they ended as planned, resolved or not.',
  },
  abandoned: {
    unit: 'COUNT',
    isUpGood: false,
    description: 'Conversations with the status `ABANDONED`: the user left before the end.',
  },
  escalated: {
    unit: 'COUNT',
    isUpGood: false,
    description: 'Conversations that were handed over to a person.',
  },
  resolved: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Conversations that ended with the request of the user resolved.',
  },
  resolutionRate: {
    unit: 'RATE',
    isUpGood: true,
    description: '`resolved` ÷ `ended`, 0 to 1; null if no conversation ended.',
  },
  satisfaction: {
    unit: 'SCORE',
    isUpGood: true,
    description: 'Mean satisfaction score, 1 to 5; null without scores.',
  },
  scored: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Conversations with a satisfaction score of 1 to 5: the sample of `satisfaction`.',
  },
  averageDurationSeconds: {
    unit: 'SECONDS',
    isUpGood: null,
    description:
      'Mean time from the start to the end of the ended conversations, in seconds; null if none ended.',
  },
} as const satisfies Record<string, Words>

/** Numbers of the messages of conversations, each counted at its own time. */
export const messageOfConversationFields = {
  ...sameNames('messages', 'messagesPerConversation'),
  averageResponseTimeMs: 'responseTimeMs',
  ...sameNames('fallbackRate', 'tokens', 'costUsd', 'unpricedCalls'),
} as const

export const conversationFields = { ...stateFields, ...messageOfConversationFields }

const description =
  'Conversations in numbers. A conversation counts at the time of its start, with its current status; a message at its ' +
  'own time.'

export const ConversationNumbers = numbersOf(
  'Conversation',
  description,
  measuresOf('Conversation', description, conversationFields),
)

const ConversationBucket = bucketOf('Conversation', description, ConversationNumbers)

@ObjectType({ description: 'The conversations that carry one topic, in numbers.' })
export class ConversationTopic {
  @Field(() => String, { description: 'The topic, such as `billing`.' })
  topic: string

  @Field(() => Count, {
    description: 'Conversations that carry this topic; one with two topics counts under both.',
  })
  conversations: number

  @Field(() => Float, {
    description:
      'The share of all conversations that started in the range, 0 to 1. A conversation can have several topics.',
  })
  share: number
}

@ObjectType({ description: 'Conversations in total, over time, and by topic.' })
export class ConversationAnalytics extends statsOf('Conversation', description, ConversationNumbers, {
  BucketOf: ConversationBucket,
}) {
  @Field(() => [ConversationBucket], {
    name: 'timeline',
    description: 'The former name of `buckets`.',
    deprecationReason: 'Use `buckets`.',
  })
  override buckets: Bucket[]

  @Field(() => [ConversationTopic], { description: 'The 100 most frequent topics.' })
  topics: ConversationTopic[]
}
