import { ArgsType, Field, Float, ObjectType } from 'type-graphql'
import { CompareInput } from '../compare.ts'
import { CalendarUnit, DateRangeInput } from '../date-range-input.ts'
import { Meta } from '../meta.ts'
import { Count, DateTime, Decimal } from '../scalars.ts'
import { SegmentedArgs } from '../users/segmented-args.ts'

@ArgsType()
export class ConversationAnalyticsArgs extends SegmentedArgs {
  @Field(() => DateRangeInput, {
    nullable: true,
    description: 'When the conversations started. Default: the last 30 days, today included.',
  })
  range?: DateRangeInput | null

  @Field(() => CompareInput, {
    nullable: true,
    description: 'What to hold the summary against. Default: nothing.',
  })
  compare?: CompareInput | null

  @Field(() => String, { nullable: true, description: 'Only conversations with this bot.' })
  botId?: string | null

  @Field(() => String, { nullable: true, description: 'Only conversations of this channel, such as `web`.' })
  channel?: string | null

  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.DAY,
    description: 'The width of a bucket of the timeline. At most 5,000 buckets.',
  })
  groupBy: CalendarUnit
}

/** What can be said of any set of conversations. */
@ObjectType({ description: 'Conversations in numbers, each counted where it started, as it stands now.' })
export class ConversationNumbers {
  @Field(() => Count, { description: 'Conversations that started.' })
  conversations: number

  @Field(() => Count, { description: 'Those that go on.' })
  active: number

  @Field(() => Count, { description: 'Those that ended, in whatever way.' })
  ended: number

  @Field(() => Count, { description: 'Those that came to their end.' })
  completed: number

  @Field(() => Count, { description: 'Those that the user left.' })
  abandoned: number

  @Field(() => Count, { description: 'Those that a person took over.' })
  escalated: number

  @Field(() => Count, { description: 'Those that ended with what the user came for settled.' })
  resolved: number

  @Field(() => Float, { nullable: true, description: 'Resolved ÷ ended, 0 to 1; null when none ended.' })
  resolutionRate: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'Mean of the scores that users gave, 1 to 5; null without any.',
  })
  satisfaction: number | null

  @Field(() => Count, { description: 'Conversations that users gave a score.' })
  scored: number

  @Field(() => Float, {
    nullable: true,
    description: 'Mean time from start to end of those that ended, in seconds; null when none did.',
  })
  averageDurationSeconds: number | null

  @Field(() => Count, { description: 'Messages, counted when they were sent.' })
  messages: number

  @Field(() => Float, {
    nullable: true,
    description: 'Messages per conversation that had any; null without.',
  })
  messagesPerConversation: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'Mean response time of the messages in milliseconds; null when none was given.',
  })
  averageResponseTimeMs: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'Fallbacks as a share of the assistants’ messages, 0 to 1; null without any.',
  })
  fallbackRate: number | null

  @Field(() => Count, { description: 'Tokens of the messages.' })
  tokens: number

  @Field(() => Decimal, {
    description: 'What the messages cost, in US dollars; those without a known price not in it.',
  })
  costUsd: string
}

@ObjectType({ description: 'Conversations in one bucket of time.' })
export class ConversationBucket extends ConversationNumbers {
  @Field(() => DateTime, { description: 'When the bucket starts.' })
  start: Date

  @Field(() => DateTime, { description: 'When it ends: the start of the next.' })
  end: Date

  @Field(() => Boolean, { description: 'Whether it has ended and everything received since is in.' })
  isComplete: boolean
}

@ObjectType({ description: 'What conversations were about.' })
export class ConversationTopic {
  @Field(() => String, { description: 'The topic, such as `billing`.' })
  topic: string

  @Field(() => Count, { description: 'Conversations that have it.' })
  conversations: number

  @Field(() => Float, {
    description:
      'Their share of all conversations that started in the range, 0 to 1. One may have several topics.',
  })
  share: number
}

@ObjectType({ description: 'Conversations: together, over time, and by topic.' })
export class ConversationAnalytics {
  @Field(() => ConversationNumbers, { description: 'All of the range together.' })
  summary: ConversationNumbers

  @Field(() => ConversationNumbers, {
    nullable: true,
    description: 'The same of the range in `compare`; null without it.',
  })
  previous: ConversationNumbers | null

  @Field(() => [ConversationBucket], {
    description: 'The same in each bucket, oldest first, the empty ones included.',
  })
  timeline: ConversationBucket[]

  @Field(() => [ConversationTopic], { description: 'The 100 most frequent topics.' })
  topics: ConversationTopic[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
