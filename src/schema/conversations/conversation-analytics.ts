import { ArgsType, Field, Float, InterfaceType, ObjectType } from 'type-graphql'
import { CompareInput } from '../compare.ts'
import { CalendarUnit, DateRangeInput } from '../date-range-input.ts'
import { Meta } from '../meta.ts'
import { Bucket } from '../numbers.ts'
import { Count, Decimal } from '../scalars.ts'
import { SegmentedArgs } from '../users/segmented-args.ts'

@ArgsType()
export class ConversationAnalyticsArgs extends SegmentedArgs {
  @Field(() => DateRangeInput, {
    nullable: true,
    description: 'The range in which the conversations started. Default: the last 30 days, including today.',
  })
  range?: DateRangeInput | null

  @Field(() => CompareInput, {
    nullable: true,
    description: 'The range to compare the summary with. Default: no comparison.',
  })
  compare?: CompareInput | null

  @Field(() => String, {
    nullable: true,
    description: 'Only conversations with this bot, such as `support-bot`.',
  })
  botId?: string | null

  @Field(() => String, { nullable: true, description: 'Only conversations on this channel, such as `web`.' })
  channel?: string | null

  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.DAY,
    description: 'The width of a bucket of the timeline. At most 5,000 buckets.',
  })
  groupBy: CalendarUnit
}

const description =
  'Conversations in numbers. A conversation counts at the time of its start, with its current status.'

/** The numbers of any set of conversations. */
@InterfaceType({ description })
abstract class ConversationMeasures {
  @Field(() => Count, {
    description: 'Conversations that started in the period, ended or not; for example 300.',
  })
  conversations: number

  @Field(() => Count, {
    description: 'Conversations with the status `ACTIVE`: they have not ended, or never told their end.',
  })
  active: number

  @Field(() => Count, { description: 'Conversations that ended: completed, abandoned or escalated.' })
  ended: number

  @Field(() => Count, {
    description: 'Conversations with the status `COMPLETED`: they ended as planned, resolved or not.',
  })
  completed: number

  @Field(() => Count, {
    description: 'Conversations with the status `ABANDONED`: the user left before the end.',
  })
  abandoned: number

  @Field(() => Count, { description: 'Conversations that were handed over to a person.' })
  escalated: number

  @Field(() => Count, { description: 'Conversations that ended with the request of the user resolved.' })
  resolved: number

  @Field(() => Float, {
    nullable: true,
    description: '`resolved` ÷ `ended`, 0 to 1; null if no conversation ended.',
  })
  resolutionRate: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'Mean satisfaction score, 1 to 5; null without scores.',
  })
  satisfaction: number | null

  @Field(() => Count, {
    description: 'Conversations with a satisfaction score of 1 to 5: the sample of `satisfaction`.',
  })
  scored: number

  @Field(() => Float, {
    nullable: true,
    description:
      'Mean time from the start to the end of the ended conversations, in seconds; null if none ended.',
  })
  averageDurationSeconds: number | null

  @Field(() => Count, { description: 'The number of messages, by the time they were sent.' })
  messages: number

  @Field(() => Float, {
    nullable: true,
    description: 'Messages ÷ conversations with at least one message, such as 6.5; null without messages.',
  })
  messagesPerConversation: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'Mean response time of the messages, in milliseconds; null if no message has a response time.',
  })
  averageResponseTimeMs: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'Fallbacks ÷ messages of the assistant, 0 to 1; null without such messages.',
  })
  fallbackRate: number | null

  @Field(() => Count, { description: 'Input, cached and output tokens of the messages.' })
  tokens: number

  @Field(() => Decimal, {
    description:
      'The cost of the messages in US dollars. Unknown costs are not included, and costs of partly reported usage are ' +
      'lower bounds: see `unpricedCalls`.',
  })
  costUsd: string

  @Field(() => Count, {
    description:
      'Messages whose cost is unknown or a lower bound: no price, or not all tokens were reported.',
  })
  unpricedCalls: number
}

@ObjectType({ description, implements: ConversationMeasures })
export class ConversationNumbers extends ConversationMeasures {}

@ObjectType({
  description: 'The conversations that started in one bucket of `interval`, such as a day.',
  implements: [ConversationMeasures, Bucket],
})
export class ConversationBucket extends ConversationMeasures implements Bucket {
  start: Date
  end: Date
  isComplete: boolean
}

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
export class ConversationAnalytics {
  @Field(() => ConversationNumbers, {
    description: 'The numbers over all buckets together, not their sum: a user counts once.',
  })
  summary: ConversationNumbers

  @Field(() => ConversationNumbers, {
    nullable: true,
    description: 'The numbers of the range in `compare`; null without `compare`.',
  })
  previous: ConversationNumbers | null

  @Field(() => [ConversationBucket], {
    description: 'The numbers of each bucket, oldest first, including empty buckets.',
  })
  timeline: ConversationBucket[]

  @Field(() => [ConversationTopic], { description: 'The 100 most frequent topics.' })
  topics: ConversationTopic[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
