import { Field, ObjectType } from 'type-graphql'
import { comparedOf, formerly, measuresOf, numbersOf, sameNames } from '../numbers.ts'
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
  averageResponseTimeMs: 'apiResponseTimeMs',
  errorRate: 'apiErrorRate',
  satisfaction: 'satisfaction',
} as const

const description = 'The key numbers of a dashboard: users, conversations, messages, calls, tokens and cost.'

const SummaryNumbers = numbersOf('Summary', description, measuresOf('Summary', description, summaryFields))
formerly(SummaryNumbers, 'avgResponseTimeMs', summaryFields.averageResponseTimeMs)

@ObjectType({ description })
export class Summary extends comparedOf(SummaryNumbers) {
  @Field(() => Count, {
    description: 'Distinct users with at least one active event today, in the time zone of the question.',
  })
  activeUsersToday: number
}
