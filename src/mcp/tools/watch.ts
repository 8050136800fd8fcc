import { type DocumentTool, meta } from './tool.ts'

/** What the platform watches by itself, and why numbers changed. */
export const watchTools: Record<string, DocumentTool> = {
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
  alerts: {
    title: 'Alerts',
    description: 'The alert rules with their states: which of them fire now.',
    document: `query McpAlerts($first: Int = 50) {
  alerts(first: $first) { nodes { id name description state isPaused checkedAt snoozedUntil groups { labels state since value compared sampleSize } } }
}`,
  },
}
