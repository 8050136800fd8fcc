import { Field, ObjectType } from 'type-graphql'
import { Meta } from './meta.ts'
import { numbersOf } from './numbers.ts'
import { Count, DateTime } from './scalars.ts'

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

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
