import { type DocumentTool, meta } from './tool.ts'

export const costTools: Record<string, DocumentTool> = {
  models: {
    title: 'Language models',
    description:
      'Each model with its calls, errors, latency, tokens, cost and cache savings, the one with the most calls first.',
    document: `query McpModels($range: DateRangeInput, $first: Int = 20, $filter: FilterInput, $segmentId: ID) {
  aiModels(range: $range, first: $first, filter: $filter, segmentId: $segmentId) {
    models {
      provider model calls share errorRate p50Ms p95Ms inputTokens cachedTokens outputTokens costUsd savedCostUsd cacheHitRate unpricedCalls
    } ${meta}
  }
}`,
  },
  ai_usage: {
    title: 'Model usage by a dimension',
    description: 'Calls, tokens and cost by user, bot, channel, model and so on: where the money goes.',
    document: `query McpAiUsage($by: AiUsageBy, $first: Int = 20, $range: DateRangeInput, $filter: FilterInput, $segmentId: ID) {
  aiUsage(by: $by, first: $first, range: $range, filter: $filter, segmentId: $segmentId) {
    groups { group calls share errorRate tokens costUsd unpricedCalls } ${meta}
  }
}`,
  },
  unpriced_models: {
    title: 'Models without a price',
    description: 'The models whose calls have no known cost, so that costs are too low.',
    document: `query McpUnpricedModels($range: DateRangeInput) {
  unpricedModels(range: $range) { models { provider model calls tokens callsWithoutUsage lastSeenAt } ${meta} }
}`,
  },
  api_usage: {
    title: 'API endpoints',
    description: 'Each endpoint with its calls, errors and latency, the busiest first.',
    document: `query McpApiUsage($range: DateRangeInput, $endpoint: String, $method: String, $first: Int = 20, $filter: FilterInput) {
  apiUsage(range: $range, endpoint: $endpoint, method: $method, first: $first, filter: $filter) {
    calls errorRate p50Ms p95Ms endpoints { endpoint method calls share errorRate p50Ms p95Ms } ${meta}
  }
}`,
  },
  system_metrics: {
    title: 'Measurements of machines',
    description: 'A system metric such as `cpu_usage` over time, also by a label such as `host`.',
    document: `query McpSystemMetrics($name: String!, $range: DateRangeInput, $interval: CalendarUnit, $aggregate: Aggregate, $label: String) {
  systemMetrics(name: $name, range: $range, interval: $interval, aggregate: $aggregate, label: $label) {
    units timestamps series { group values } ${meta}
  }
}`,
  },
}

/** Asked only where the operator allows custom queries. */
export const sqlTools: Record<string, DocumentTool> = {
  custom_query: {
    title: 'SQL over the tables of the project',
    description:
      'One SELECT in the SQL of ClickHouse over the tables of the project, such as `conversations`, `messages`, `ai_calls`, with `?` for parameters. Use it for what no other tool answers; needs an administrator.',
    document: `query McpCustomQuery($sql: String!, $parameters: JSON, $maxRows: Int = 200, $timeoutSeconds: Int = 10) {
  query(input: { sql: $sql, parameters: $parameters, maxRows: $maxRows, timeoutSeconds: $timeoutSeconds }) {
    columns { name type } rows rowsReturned truncated ${meta}
  }
}`,
  },
}
