import { type DocumentTool, meta } from './tool.ts'

export const overviewTools: Record<string, DocumentTool> = {
  overview: {
    title: 'The platform in numbers',
    description:
      'Start here. Users, conversations, messages, calls, tokens, cost, errors and satisfaction of a range, with the change from another range.',
    document: `query McpOverview($range: DateRangeInput = { last: { count: 7, unit: DAY } }, $compare: CompareInput = { period: PREVIOUS_PERIOD }, $segmentId: ID, $timeZone: String) {
  summary(range: $range, compare: $compare, segmentId: $segmentId, timeZone: $timeZone) {
    totalUsers newUsers activeUsers totalConversations totalMessages totalAiCalls totalApiCalls totalTokens totalCostUsd
    unpricedCalls averageResponseTimeMs errorRate satisfaction changes { field changeRate changePoints } ${meta}
  }
}`,
  },
  realtime: {
    title: 'The platform right now',
    description:
      'Active users and conversations, messages and calls per minute, errors and cost of the last minutes, beside the same time of an earlier day, with alerts.',
    document: `query McpRealtime($botId: String, $channel: String, $comparedWith: ComparedDay) {
  realtime(botId: $botId, channel: $channel, comparedWith: $comparedWith) {
    activeUsers activeConversations messagesPerMinute callsPerMinute averageResponseTimeMs errorRate costPerHourUsd
    previous { activeUsers messagesPerMinute errorRate costPerHourUsd } changes { field changeRate }
    alerts { type message } minutes { start messages calls errorRate } ${meta}
  }
}`,
  },
  report: {
    title: 'The platform over time',
    description:
      'Daily, weekly or monthly numbers of the platform: users, conversations, messages, tokens, cost, errors.',
    document: `query McpReport($range: DateRangeInput, $interval: CalendarUnit, $filter: FilterInput, $segmentId: ID, $timeZone: String) {
  stats(range: $range, interval: $interval, filter: $filter, segmentId: $segmentId, timeZone: $timeZone) {
    buckets { start isComplete activeUsers newUsers conversations messages tokens costUsd aiErrorRate apiErrorRate satisfaction } ${meta}
  }
}`,
  },
  measure: {
    title: 'Any metrics, over time or broken down',
    description:
      'Up to six metrics at once, for the range, per interval, and for up to three breakdowns (dimensions, properties, traits, segments). `list_metrics` has the names; custom metrics are named by `key`.',
    document: `query McpMeasure($measure: MeasureInput!, $range: DateRangeInput, $compare: CompareInput, $timeZone: String) {
  ask(question: { measure: $measure }, range: $range, compare: $compare, timeZone: $timeZone) {
    ... on MeasureAnswer {
      timestamps breakdowns groupCount
      groups { labels isOther numbers { metric value values previousValue changeRate isImprovement } } ${meta}
    }
  }
}`,
  },
  time_series: {
    title: 'Events over time',
    description:
      'Counts, users or sums of a property of named events per interval, as one or more series, with a breakdown.',
    document: `query McpTimeSeries($input: TimeSeriesInput!, $range: DateRangeInput, $compare: CompareInput, $interval: CalendarUnit, $timeZone: String) {
  timeSeries(input: $input, range: $range, compare: $compare, interval: $interval, timeZone: $timeZone) {
    timestamps groupCount series { name group isOther total values previousTotal changeRate } ${meta}
  }
}`,
  },
  dashboards: {
    title: 'Saved dashboards',
    description: 'The names and ids of the saved and the built-in dashboards.',
    document: `query McpDashboards($first: Int = 50) {
  dashboards(first: $first) { nodes { id name description isBuiltIn } }
}`,
  },
  catalog: {
    title: 'The vocabulary of the project',
    description:
      'The names of events, and the properties and traits that filters and breakdowns can use. Call it before a question about a named event.',
    document: `query McpCatalog($search: String, $event: String, $first: Int = 20, $range: DateRangeInput) {
  catalog(range: $range) {
    events(search: $search, first: $first) { name eventKind count users lastSeenAt }
    properties(event: $event, first: $first) { path types share topValues { value count } }
    traits(first: $first) { key types share topValues { value count } }
  }
}`,
  },
  list_metrics: {
    title: 'The metrics',
    description:
      'Every built-in and custom metric with its key, unit and description; `search` selects some of them.',
    document: `query McpListMetrics($search: String) {
  metrics(search: $search) { key name unit goodWhen description isBuiltIn formula }
}`,
  },
  metric: {
    title: 'One metric',
    description: 'One metric by its key, built-in or custom, with its change from another range.',
    document: `query McpMetric($key: String!, $range: DateRangeInput, $compare: CompareInput = { period: PREVIOUS_PERIOD }, $filter: FilterInput, $segmentId: ID, $timeZone: String) {
  metric(key: $key, range: $range, compare: $compare, filter: $filter, segmentId: $segmentId, timeZone: $timeZone) {
    metric { key name unit goodWhen formula } value exact nullReason previousValue changeRate isImprovement ${meta}
  }
}`,
  },
}
