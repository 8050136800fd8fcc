import { Field, ObjectType } from 'type-graphql'
import { type DailyStats as KeptDay } from '../../entities/daily-stats.ts'
import { type Metric, metrics } from '../metrics.ts'
import { CalendarDate, Count, Decimal } from '../scalars.ts'

/** The metrics of a day that are kept: each adds up from the facts of that day alone. */
export const dayMetrics = [
  'events',
  'activeUsers',
  'newUsers',
  'conversations',
  'messages',
  'tokens',
  'costUsd',
  'unpricedCalls',
  'aiCalls',
  'aiErrors',
  'apiCalls',
  'apiErrors',
] as const satisfies Metric[]

export type DayMetric = (typeof dayMetrics)[number]

@ObjectType({ description: 'One calendar day.' })
export class DailyStats implements Pick<KeptDay, DayMetric> {
  @Field(() => CalendarDate, { description: 'The day, in the time zone asked for.' })
  date: string

  @Field(() => Count, { description: 'Users whose first fact ever happened before the end of this day.' })
  totalUsers: number

  @Field(() => Count, { description: 'Distinct users with at least one fact on this day.' })
  activeUsers: number

  @Field(() => Count, { description: 'Users whose first fact ever happened on this day.' })
  newUsers: number

  @Field(() => Count, { description: 'Facts of every kind.' })
  events: number

  @Field(() => Count, { description: 'Distinct conversations with at least one fact on this day.' })
  conversations: number

  @Field(() => Count, { description: 'Messages.' })
  messages: number

  @Field(() => Count, { description: 'Input and output tokens of messages and model calls.' })
  tokens: number

  @Field(() => Decimal, { description: metrics.costUsd.description })
  costUsd: string

  @Field(() => Count, { description: metrics.unpricedCalls.description })
  unpricedCalls: number

  @Field(() => Count, { description: metrics.aiCalls.description })
  aiCalls: number

  @Field(() => Count, { description: metrics.aiErrors.description })
  aiErrors: number

  @Field(() => Count, { description: 'API calls.' })
  apiCalls: number

  @Field(() => Count, { description: metrics.apiErrors.description })
  apiErrors: number

  @Field(() => Boolean, {
    description: 'Whether the day has ended and everything received since is in: false for the running day.',
  })
  isComplete: boolean
}
