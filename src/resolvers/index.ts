import { DailyStatsResolver } from './daily-stats.resolver.ts'
import { EventConnectionResolver, EventResolver } from './event.resolver.ts'
import { FunnelResolver } from './funnel.resolver.ts'
import { SummaryResolver } from './summary.resolver.ts'
import { TimeSeriesResolver } from './time-series.resolver.ts'
import { trackingResolvers } from './tracking.resolver.ts'

export const resolvers = [
  SummaryResolver,
  DailyStatsResolver,
  TimeSeriesResolver,
  FunnelResolver,
  EventResolver,
  EventConnectionResolver,
  ...trackingResolvers,
] as const
