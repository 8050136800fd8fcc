/**
 * JSON as ClickHouse keeps it. Each key with a column of its own is a dozen files in every part, so the most frequent
 * ones have one and all others share some: otherwise 3,000 keys would take the files that a process may open.
 */
export const jsonColumn = 'JSON(max_dynamic_paths = 32)'

/**
 * The columns that a service may fill, once for every place that lists them: the insert into PostgreSQL,
 * the copy into ClickHouse and the table there. `pg` is the element type of the bound array.
 */
export const factColumns = {
  project: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  event_id: { pg: 'text', clickhouse: 'String' },
  kind: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  name: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  user_no: { pg: 'integer', clickhouse: 'UInt32' },
  session_id: { pg: 'text', clickhouse: 'String' },
  conversation_id: { pg: 'text', clickhouse: 'String' },
  bot_id: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  channel: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  occurred_at: { pg: 'timestamptz', clickhouse: "DateTime64(3, 'UTC')" },
  properties: { pg: 'jsonb', clickhouse: jsonColumn },
  role: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  provider: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  model: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  call_type: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  input_tokens: { pg: 'bigint', clickhouse: 'Nullable(Int64)' },
  output_tokens: { pg: 'bigint', clickhouse: 'Nullable(Int64)' },
  cached_tokens: { pg: 'bigint', clickhouse: 'Nullable(Int64)' },
  cost_usd: { pg: 'numeric', clickhouse: 'Nullable(Decimal(38, 12))' },
  duration_ms: { pg: 'double precision', clickhouse: 'Nullable(Float64)' },
  success: { pg: 'boolean', clickhouse: 'Nullable(Bool)' },
  method: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  endpoint: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  status_code: { pg: 'integer', clickhouse: 'Nullable(Int32)' },
  error_message: { pg: 'text', clickhouse: 'String' },
  value: { pg: 'double precision', clickhouse: 'Nullable(Float64)' },
  unit: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  ip: { pg: 'inet', clickhouse: 'String' },
  user_agent: { pg: 'text', clickhouse: 'String' },
  is_bot: { pg: 'boolean', clickhouse: 'Bool' },
  browser: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  os: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  device: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  status: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  resolved: { pg: 'boolean', clickhouse: 'Nullable(Bool)' },
  satisfaction: { pg: 'smallint', clickhouse: 'Nullable(Int16)' },
  started_at: { pg: 'timestamptz', clickhouse: "Nullable(DateTime64(3, 'UTC'))" },
  ended_at: { pg: 'timestamptz', clickhouse: "Nullable(DateTime64(3, 'UTC'))" },
  topics: { pg: 'jsonb', clickhouse: 'String' },
  is_fallback: { pg: 'boolean', clickhouse: 'Nullable(Bool)' },
  feedback: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  cache_hit: { pg: 'boolean', clickhouse: 'Nullable(Bool)' },
  first_token_ms: { pg: 'double precision', clickhouse: 'Nullable(Float64)' },
  error_class: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  cost_source: { pg: 'text', clickhouse: 'LowCardinality(String)' },
  saved_cost_usd: { pg: 'numeric', clickhouse: 'Nullable(Decimal(38, 12))' },
} as const

export type FactColumn = keyof typeof factColumns
export const factColumnNames = Object.keys(factColumns) as FactColumn[]

/** What happened, as it is written to the log: absent columns are null. */
export type Fact = Partial<Record<FactColumn, string | number | boolean | null>> & {
  project: string
  event_id: string
  kind: FactKind
  name: string
  occurred_at: string
}

/** The kinds of fact, each with an entity of its own. */
const factKinds = {
  event: 'Event',
  activity: 'UserActivity',
  conversation: 'ConversationChange',
  message: 'Message',
  ai_call: 'AiCall',
  api_call: 'ApiCall',
  system_metric: 'SystemMetric',
} as const
export type FactKind = keyof typeof factKinds
