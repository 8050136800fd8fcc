import { Field, ObjectType } from 'type-graphql'
import { Change } from '../compare.ts'
import { Meta } from '../meta.ts'
import { numbersOf } from '../numbers.ts'
import { Count } from '../scalars.ts'

export const summaryFields = {
  totalEvents: 'events',
  totalUsers: 'totalUsers',
  newUsers: 'newUsers',
  activeUsers: 'activeUsers',
  totalConversations: 'conversations',
  totalMessages: 'messages',
  totalApiCalls: 'apiCalls',
  totalAiCalls: 'aiCalls',
  totalTokens: 'tokens',
  totalCostUsd: 'costUsd',
  avgResponseTimeMs: 'apiResponseTimeMs',
  errorRate: 'apiErrorRate',
  satisfaction: 'satisfaction',
} as const

const SummaryNumbers = numbersOf('SummaryNumbers', 'The platform in a few numbers.', summaryFields)

@ObjectType({ description: 'The platform in a few numbers.' })
export class Summary extends SummaryNumbers {
  @Field(() => Count, {
    description: 'Distinct users with at least one fact today, in the time zone asked for.',
  })
  activeUsersToday: number

  @Field(() => SummaryNumbers, {
    nullable: true,
    description: 'The same of the range in `compare`; null without it.',
  })
  previous: InstanceType<typeof SummaryNumbers> | null

  @Field(() => [Change], {
    description: 'How each selected number differs from the one of the range in `compare`; empty without it.',
  })
  changes: Change[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
