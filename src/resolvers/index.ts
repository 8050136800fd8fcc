import { AiResolver } from './ai.resolver.ts'
import { ApiKeyResolver } from './api-key.resolver.ts'
import { ApiUsageResolver } from './api-usage.resolver.ts'
import { AudienceResolver } from './audience.resolver.ts'
import { CatalogResolver } from './catalog.resolver.ts'
import { cohortsResolvers } from './cohorts.resolver.ts'
import { ConversationResolver } from './conversation.resolver.ts'
import { ConversationAnalyticsResolver } from './conversation-analytics.resolver.ts'
import { CostResolver } from './cost.resolver.ts'
import { DailyStatsResolver } from './daily-stats.resolver.ts'
import { EngagementResolver } from './engagement.resolver.ts'
import { EventResolver } from './event.resolver.ts'
import { FunnelResolver } from './funnel.resolver.ts'
import { FunnelStepResolver } from './funnel-step.resolver.ts'
import { LifecycleResolver } from './lifecycle.resolver.ts'
import { MessageResolver } from './message.resolver.ts'
import { MessageStatsResolver } from './message-stats.resolver.ts'
import { OverviewResolver } from './overview.resolver.ts'
import { PathsResolver } from './paths.resolver.ts'
import { PerformanceResolver } from './performance.resolver.ts'
import { PlatformStatsResolver } from './platform-stats.resolver.ts'
import { RateLimitResolver } from './rate-limit.resolver.ts'
import { SavedFunnelResolver } from './saved-funnel.resolver.ts'
import { SegmentResolver, SegmentSnapshotResolver } from './segment.resolver.ts'
import { StickinessResolver } from './stickiness.resolver.ts'
import { SummaryResolver } from './summary.resolver.ts'
import { SystemMetricsResolver } from './system-metrics.resolver.ts'
import { TimeSeriesResolver } from './time-series.resolver.ts'
import { TokenResolver } from './token.resolver.ts'
import { trackingResolvers } from './tracking.resolver.ts'
import { UserResolver } from './user.resolver.ts'
import { UserActivityResolver } from './user-activity.resolver.ts'
import { UserStatsResolver } from './user-stats.resolver.ts'

export const resolvers = [
  OverviewResolver,
  SummaryResolver,
  PlatformStatsResolver,
  DailyStatsResolver,
  TimeSeriesResolver,
  FunnelResolver,
  ...cohortsResolvers,
  FunnelStepResolver,
  SavedFunnelResolver,
  SegmentResolver,
  SegmentSnapshotResolver,
  UserStatsResolver,
  EngagementResolver,
  LifecycleResolver,
  StickinessResolver,
  PathsResolver,
  AudienceResolver,
  CatalogResolver,
  ConversationAnalyticsResolver,
  MessageStatsResolver,
  AiResolver,
  ApiUsageResolver,
  PerformanceResolver,
  SystemMetricsResolver,
  EventResolver,
  UserActivityResolver,
  MessageResolver,
  ConversationResolver,
  UserResolver,
  CostResolver,
  RateLimitResolver,
  ApiKeyResolver,
  TokenResolver,
  ...trackingResolvers,
] as const
