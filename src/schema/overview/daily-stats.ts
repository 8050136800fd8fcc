import { Field, ObjectType } from 'type-graphql'
import { type DailyStats as KeptDay } from '../../entities/daily-stats.ts'
import { type Metric, metrics } from '../../metrics-catalogue/catalogue.ts'
import { CalendarDate, Count, Decimal } from '../scalars.ts'
import { ActivityMeasures } from '../users/top-users.ts'

/** A metric that has a column of whole numbers, or of money. */
type StoredMetric = {
  [Name in Metric]: (typeof metrics)[Name]['unit'] extends 'COUNT' | 'TOKENS' | 'USD' ? Name : never
}[Metric]

/** The metrics stored per day: each is computed from the events of that day alone. */
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
] as const satisfies StoredMetric[]

export type DayMetric = (typeof dayMetrics)[number]

@ObjectType({ description: 'The numbers of one calendar day.', implements: ActivityMeasures })
export class DailyStats implements Pick<KeptDay, DayMetric> {
  @Field(() => CalendarDate, {
    description: 'The calendar day in the zone of the question, such as `2026-01-31`.',
  })
  date: string

  @Field(() => Count, { description: 'Users whose first active event ever lies before the end of this day.' })
  totalUsers: number

  @Field(() => Count, { description: 'Distinct users with at least one active event on this day.' })
  activeUsers: number

  @Field(() => Count, { description: 'Users whose first active event ever lies on this day.' })
  newUsers: number

  @Field(() => Count, {
    description: 'Events of every kind, those without a user and system metrics included; for example 12000.',
  })
  events: number

  @Field(() => Count, { description: 'Distinct conversations with at least one event on this day.' })
  conversations: number

  @Field(() => Count, { description: 'Messages of every role that were sent on this day, for example 1200.' })
  messages: number

  @Field(() => Count, { description: 'Input, cached and output tokens of messages and AI calls.' })
  tokens: number

  @Field(() => Decimal, { description: metrics.costUsd.description })
  costUsd: string

  @Field(() => Count, { description: metrics.unpricedCalls.description })
  unpricedCalls: number

  @Field(() => Count, { description: metrics.aiCalls.description })
  aiCalls: number

  @Field(() => Count, { description: metrics.aiErrors.description })
  aiErrors: number

  @Field(() => Count, {
    description: 'Requests to HTTP endpoints of the platform on this day, failed ones included.',
  })
  apiCalls: number

  @Field(() => Count, { description: metrics.apiErrors.description })
  apiErrors: number

  @Field(() => Boolean, {
    description: 'Whether the day is over: only late events can still change its numbers.',
  })
  isComplete: boolean
}
