import { type ColumnType, type TableOf, tableOfItems } from './table.ts'

/** A row for each thing of a list, with the columns as the fields of the thing. */
const listTable = (columns: Record<string, ColumnType>): TableOf<{ nodes: object[] }> => ({
  selection: `{ nodes { ${Object.keys(columns).join(' ')} } }`,
  table: ({ nodes }) => tableOfItems(columns, nodes),
})

const event = {
  timestamp: 'time',
  eventId: 'text',
  userId: 'text',
  sessionId: 'text',
  conversationId: 'text',
  channel: 'text',
  botId: 'text',
} as const

const model = {
  provider: 'text',
  model: 'text',
  inputTokens: 'integer',
  cachedTokens: 'integer',
  cacheWriteTokens: 'integer',
  outputTokens: 'integer',
  reasoningTokens: 'integer',
  costUsd: 'decimal',
  costSource: 'text',
} as const

const last = { properties: 'json', receivedAt: 'time' } as const

export const eventsTable = listTable({ ...event, eventKind: 'text', name: 'text', ...last })

export const messagesTable = listTable({
  ...event,
  role: 'text',
  responseTimeMs: 'number',
  isFallback: 'boolean',
  feedback: 'text',
  ...model,
  ...last,
})

export const aiCallsTable = listTable({
  ...event,
  callType: 'text',
  success: 'boolean',
  errorClass: 'text',
  errorMessage: 'text',
  durationMs: 'number',
  timeToFirstTokenMs: 'number',
  cacheHit: 'boolean',
  savedCostUsd: 'decimal',
  ...model,
  ...last,
})

export const apiCallsTable = listTable({
  ...event,
  method: 'text',
  endpoint: 'text',
  statusCode: 'integer',
  success: 'boolean',
  durationMs: 'number',
  errorMessage: 'text',
  ...last,
})

export const conversationsTable = listTable({
  conversationId: 'text',
  userId: 'text',
  status: 'text',
  startedAt: 'time',
  endedAt: 'time',
  lastEventAt: 'time',
  durationSeconds: 'number',
  isImplied: 'boolean',
  resolved: 'boolean',
  satisfaction: 'integer',
  topics: 'json',
  botId: 'text',
  channel: 'text',
  messageCount: 'integer',
  totalTokens: 'integer',
  costUsd: 'decimal',
  unpricedCalls: 'integer',
  averageResponseTimeMs: 'number',
})

export const usersTable = listTable({
  userId: 'text',
  username: 'text',
  firstSeenAt: 'time',
  lastSeenAt: 'time',
  traits: 'json',
})
