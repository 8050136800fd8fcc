import { definitionKinds } from '../definitions/kinds/index.ts'
import { ApiKeyResolver } from './access/api-key.resolver.ts'
import { AuditResolver } from './access/audit.resolver.ts'
import { JobResolver } from './access/job.resolver.ts'
import { RateLimitResolver } from './access/rate-limit.resolver.ts'
import { SettingsResolver } from './access/settings.resolver.ts'
import { TokenResolver } from './access/token.resolver.ts'
import { ViewerResolver } from './access/viewer.resolver.ts'
import { AlertResolver } from './alerts/alert.resolver.ts'
import { AlertChangedResolver } from './alerts/alert-changed.resolver.ts'
import { AnomaliesResolver } from './anomalies/anomalies.resolver.ts'
import { cohortsResolvers } from './behavior/cohorts.resolver.ts'
import { FunnelResolver } from './behavior/funnel.resolver.ts'
import { funnelStepResolvers } from './behavior/funnel-step.resolver.ts'
import { LifecycleResolver } from './behavior/lifecycle.resolver.ts'
import { PathsResolver } from './behavior/paths.resolver.ts'
import { StickinessResolver } from './behavior/stickiness.resolver.ts'
import { BudgetResolver } from './budgets/budget.resolver.ts'
import { ChangeResolver } from './changes/change.resolver.ts'
import { ConversationResolver } from './conversations/conversation.resolver.ts'
import { ConversationAnalyticsResolver } from './conversations/conversation-analytics.resolver.ts'
import { ConversationEventsResolver } from './conversations/conversation-events.resolver.ts'
import { MessageResolver } from './conversations/message.resolver.ts'
import { MessageStatsResolver } from './conversations/message-stats.resolver.ts'
import { CustomQueryResolver } from './custom-queries/custom-query.resolver.ts'
import { SavedQueryResolver } from './custom-queries/saved-query.resolver.ts'
import { DashboardResolver, WidgetResolver } from './dashboards/dashboard.resolver.ts'
import { SavedDashboardResolver } from './dashboards/saved-dashboard.resolver.ts'
import { ShareLinkResolver } from './dashboards/share-link.resolver.ts'
import { definitionResolvers } from './definition-resolvers.ts'
import { ExportResolver } from './exports/export.resolver.ts'
import { DestinationResolver } from './forwarding/destination.resolver.ts'
import { DestinationStateResolver } from './forwarding/destination-state.resolver.ts'
import { InsightsResolver } from './insights/insights.resolver.ts'
import { MetaResolver } from './meta.resolver.ts'
import { MetricResolver } from './metrics/metric.resolver.ts'
import { CatalogResolver } from './overview/catalog.resolver.ts'
import { DailyStatsResolver } from './overview/daily-stats.resolver.ts'
import { EventResolver } from './overview/event.resolver.ts'
import { NodeResolver } from './overview/node.resolver.ts'
import { OverviewResolver } from './overview/overview.resolver.ts'
import { PlatformStatsResolver } from './overview/platform-stats.resolver.ts'
import { RealtimeResolver } from './overview/realtime.resolver.ts'
import { SummaryResolver } from './overview/summary.resolver.ts'
import { TimeSeriesResolver } from './overview/time-series.resolver.ts'
import { AiResolver } from './performance/ai.resolver.ts'
import { AiCallResolver } from './performance/ai-call.resolver.ts'
import { ApiCallResolver } from './performance/api-call.resolver.ts'
import { ApiUsageResolver } from './performance/api-usage.resolver.ts'
import { CostResolver } from './performance/cost.resolver.ts'
import { ModelAliasResolver } from './performance/model-alias.resolver.ts'
import { ModelEventResolver } from './performance/model-event.resolver.ts'
import { PerformanceResolver } from './performance/performance.resolver.ts'
import { responseTimesResolvers } from './performance/response-times.resolver.ts'
import { SystemMetricValueResolver } from './performance/system-metric-value.resolver.ts'
import { SystemMetricsResolver } from './performance/system-metrics.resolver.ts'
import { PersonalDataResolver } from './privacy/personal-data.resolver.ts'
import { ProjectResolver } from './privacy/project.resolver.ts'
import { AskResolver } from './questions/ask.resolver.ts'
import { ReportResolver, ReportRunResolver } from './reports/report.resolver.ts'
import { AnswerResolver } from './streams/answer.resolver.ts'
import { JobChangedResolver } from './streams/job-changed.resolver.ts'
import { LiveEventsResolver } from './streams/live-events.resolver.ts'
import { RealtimeStreamResolver } from './streams/realtime.resolver.ts'
import { trackingResolvers } from './tracking/tracking.resolver.ts'
import { AudienceResolver } from './users/audience.resolver.ts'
import { EngagementResolver } from './users/engagement.resolver.ts'
import { SegmentResolver, SegmentSnapshotResolver } from './users/segment.resolver.ts'
import { UserResolver } from './users/user.resolver.ts'
import { UserActivityResolver } from './users/user-activity.resolver.ts'
import { UserEventsResolver } from './users/user-events.resolver.ts'
import { UserStatsResolver } from './users/user-stats.resolver.ts'
import { WebhookDeliveryResolver, WebhookResolver } from './webhooks/webhook.resolver.ts'

export const resolvers = [
  NodeResolver,
  OverviewResolver,
  RealtimeResolver,
  SummaryResolver,
  PlatformStatsResolver,
  DailyStatsResolver,
  TimeSeriesResolver,
  AskResolver,
  MetricResolver,
  FunnelResolver,
  ...cohortsResolvers,
  ...funnelStepResolvers,
  ...definitionKinds.flatMap(definitionResolvers),
  SavedQueryResolver,
  CustomQueryResolver,
  SavedDashboardResolver,
  DashboardResolver,
  WidgetResolver,
  ShareLinkResolver,
  BudgetResolver,
  ReportResolver,
  ReportRunResolver,
  AlertResolver,
  AlertChangedResolver,
  DestinationResolver,
  DestinationStateResolver,
  WebhookResolver,
  WebhookDeliveryResolver,
  AlertResolver,
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
  ...responseTimesResolvers,
  ApiUsageResolver,
  PerformanceResolver,
  SystemMetricsResolver,
  EventResolver,
  ModelEventResolver,
  AiCallResolver,
  ApiCallResolver,
  SystemMetricValueResolver,
  UserActivityResolver,
  MessageResolver,
  ConversationResolver,
  ConversationEventsResolver,
  UserResolver,
  UserEventsResolver,
  CostResolver,
  ChangeResolver,
  AnomaliesResolver,
  InsightsResolver,
  ModelAliasResolver,
  MetaResolver,
  RateLimitResolver,
  ViewerResolver,
  SettingsResolver,
  ApiKeyResolver,
  TokenResolver,
  AuditResolver,
  JobResolver,
  AnswerResolver,
  JobChangedResolver,
  RealtimeStreamResolver,
  LiveEventsResolver,
  ExportResolver,
  ProjectResolver,
  PersonalDataResolver,
  ...trackingResolvers,
] as const
