import { type DocumentTool, meta } from './tool.ts'

/** The fields that every insight has. */
const insight = '{ severity text usd users }'

/** What the platform watches by itself, and why numbers changed. */
export const watchTools: Record<string, DocumentTool> = {
  insights: {
    title: 'What the service noticed',
    description:
      'What stands out in a range, the gravest first: anomalies, changes and their causes, milestones, problems of the data, and costs that can be saved.',
    document: `query McpInsights($range: DateRangeInput, $first: Int = 10, $timeZone: String) {
  insights(range: $range, first: $first, timeZone: $timeZone) {
    count
    insights {
      __typename ... on AnomalyInsight ${insight} ... on ChangeInsight ${insight} ... on CostInsight ${insight}
      ... on DataQuality ${insight} ... on Milestone ${insight}
    } ${meta}
  }
}`,
  },
  anomalies: {
    title: 'Numbers outside of their usual range',
    description:
      'The hours or days in which a metric left the range that is usual for this hour of the week, with that range and a score.',
    document: `query McpAnomalies($metrics: [MetricRefInput!]!, $range: DateRangeInput, $interval: SeasonalInterval, $by: MeasureBreakdownInput, $sensitivity: Float) {
  anomalies(metrics: $metrics, range: $range, interval: $interval, by: $by, sensitivity: $sensitivity) {
    judged buckets anomalies { metric labels start end value expected low high score direction severity sampleSize } ${meta}
  }
}`,
  },
  explain_change: {
    title: 'Why a number changed',
    description:
      'The parts that the values of each breakdown have in the change of a metric between two ranges. They sum to the change exactly; for a rate, mix and rate are apart. Use it before you say why something changed.',
    document: `query McpExplainChange($metric: MetricRefInput!, $by: [MeasureBreakdownInput!]!, $first: Int = 5, $range: DateRangeInput = { last: { count: 7, unit: DAY } }, $compare: CompareInput, $filter: FilterInput, $segmentId: ID) {
  explainChange(metric: $metric, by: $by, first: $first, range: $range, compare: $compare, filter: $filter, segmentId: $segmentId) {
    value previousValue change changeRate isQuotient
    breakdowns { breakdown valueCount notAdditive mixEffect rateEffect values { label isOther value previousValue contribution shareOfChange } } ${meta}
  }
}`,
  },
  cost_advice: {
    title: 'Costs that can be saved',
    description:
      'Where money can be saved: cheaper models simulated on the real calls, cached shares, calls that fail and cost; each with its saving and its assumption.',
    document: `query McpCostAdvice($range: DateRangeInput, $first: Int = 10, $filter: FilterInput, $segmentId: ID) {
  costAdvice(range: $range, first: $first, filter: $filter, segmentId: $segmentId) {
    costUsd totalCount
    advice { kind botId provider model toProvider toModel calls costUsd simulatedCostUsd savingUsd assumption noSavingReason cachedRate } ${meta}
  }
}`,
  },
  simulate_cost: {
    title: 'The cost with other models',
    description:
      'What the calls of a range would have cost with other models: the real calls at the prices of these models, with what is assumed.',
    document: `query McpSimulateCost($map: [ModelSwapInput!]!, $range: DateRangeInput, $filter: FilterInput, $segmentId: ID) {
  simulateCost(map: $map, range: $range, filter: $filter, segmentId: $segmentId) {
    calls costUsd simulatedCostUsd savingUsd savingRate models { provider model toModel calls costUsd simulatedCostUsd savingUsd }
    assumptions { assumption calls } notSimulated { reason calls costUsd } ${meta}
  }
}`,
  },
  budgets: {
    title: 'Budgets',
    description:
      'The budgets with what is spent, what is left, the forecast, and the thresholds that were reached.',
    document: `query McpBudgets($first: Int = 20) {
  budgets(first: $first) {
    nodes {
      id name amountUsd spentUsd remainingUsd usedRate exhaustsAt resetsAt unpricedCalls
      forecastUsd { low expected high method } thresholdsReached { threshold reachedAt }
    }
  }
}`,
  },
  budget_status: {
    title: 'Whether a model call fits the budgets',
    description:
      'What the budgets say of a call before it is made: whether it is allowed, what is left in US dollars, and until when. `isStale` says that the spending is older than usual.',
    document: `query McpBudgetStatus($userId: String, $botId: String, $provider: String, $model: String, $properties: JSONObject) {
  budgetStatus(userId: $userId, botId: $botId, provider: $provider, model: $model, properties: $properties) {
    allowed remainingUsd usedRate resetsAt asOf isStale budgets { id name action amountUsd spentUsd remainingUsd usedRate resetsAt }
  }
}`,
  },
  alerts: {
    title: 'Alerts',
    description: 'The alert rules with their states: which of them fire now.',
    document: `query McpAlerts($first: Int = 50) {
  alerts(first: $first) { nodes { id name description state isPaused checkedAt snoozedUntil groups { labels state since value compared sampleSize } } }
}`,
  },
  alert_events: {
    title: 'The history of alerts',
    description:
      'What happened to the alert rules, the newest first: when each began and ceased to fire, with the value and its window, and who acknowledged or snoozed it.',
    document: `query McpAlertEvents($alertId: ID, $first: Int = 50) {
  alertEvents(alertId: $alertId, first: $first) {
    nodes { alertId at kind labels state previousState value compared milestone sampleSize windowFrom windowTo isTold subject note }
  }
}`,
  },
  preview_alert: {
    title: 'How often an alert would have fired',
    description:
      'A rule on a metric, tried on the past: how often it would have fired, with its episodes and the messages that it would have sent. `field` is `metrics.` and the name of the metric, such as `metrics.errorRate`. Nothing is saved or sent. Use it to choose a bound.',
    document: `query McpPreviewAlert($metrics: [MetricRefInput!]!, $field: String!, $window: AlertWindow!, $condition: AlertConditionInput!, $range: DateRangeInput = { last: { count: 7, unit: DAY } }) {
  previewAlert(input: { question: { measure: { metrics: $metrics } }, field: $field, window: $window, condition: $condition }, range: $range) {
    timesFired messages checks episodes { labels state from to lowest highest } caveats { code message }
  }
}`,
  },
}
