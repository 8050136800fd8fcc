import { Field, ObjectType } from 'type-graphql'
import { Change } from '../compare.ts'
import { Meta } from '../meta.ts'
import { numbersOf, sameNames } from '../numbers.ts'
import { Count } from '../scalars.ts'

export const summaryFields = {
  totalEvents: 'events',
  ...sameNames('totalUsers', 'newUsers', 'activeUsers'),
  totalConversations: 'conversations',
  totalMessages: 'messages',
  totalApiCalls: 'apiCalls',
  totalAiCalls: 'aiCalls',
  totalTokens: 'tokens',
  totalCostUsd: 'costUsd',
  ...sameNames('unpricedCalls'),
  avgResponseTimeMs: 'apiResponseTimeMs',
  errorRate: 'apiErrorRate',
  satisfaction: 'satisfaction',
} as const

const SummaryNumbers = numbersOf('SummaryNumbers', 'The key numbers of the platform.', summaryFields)

@ObjectType({ description: 'The key numbers of the platform.' })
export class Summary extends SummaryNumbers {
  @Field(() => Count, {
    description: 'Distinct users with at least one active event today, in the time zone of the question.',
  })
  activeUsersToday: number

  @Field(() => SummaryNumbers, {
    nullable: true,
    description: 'The numbers of the range in `compare`; null without `compare`.',
  })
  previous: InstanceType<typeof SummaryNumbers> | null

  @Field(() => [Change], {
    description: 'The change of each selected number from the range in `compare`; empty without `compare`.',
  })
  changes: Change[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
