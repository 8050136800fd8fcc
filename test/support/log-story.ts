import type { CheckedFact } from '../../src/ingest/kinds/every-kind.ts'
import type { Fact } from './evaluate/fact.ts'
import type { LogFact } from './evaluate/log-fact.ts'
import type { TestApp } from './test-app.ts'

/** What happened in a project; an event unless it says otherwise. */
type Told = Fact & Partial<LogFact> & { project: string }

/** Puts what happened in many projects into the log at once, in the order of each project's positions. */
export async function logStory(app: TestApp, facts: Told[]): Promise<void> {
  const rows = facts.toSorted((a, b) => a.position - b.position).map(toRow)
  for (let from = 0; from < rows.length; from += 5_000)
    await app.services.write(rows.slice(from, from + 5_000))
}

const toRow = (fact: Told): CheckedFact => ({
  project: fact.project,
  event_id: `${fact.position}`,
  kind: fact.kind ?? 'event',
  name: fact.name,
  user_id: fact.user,
  occurred_at: new Date(fact.at).toISOString(),
  session_id: fact.sessionId,
  conversation_id: fact.conversationId,
  bot_id: fact.botId,
  channel: fact.channel,
  properties: fact.properties && JSON.stringify(fact.properties),
  is_bot: fact.isBot,
  browser: fact.browser,
  os: fact.os,
  device: fact.device,
  satisfaction: fact.satisfaction,
  ...rowOfUse(fact),
})

/** What messages, model calls and API calls say. */
const rowOfUse = (fact: Told): Partial<CheckedFact> => ({
  role: fact.role,
  is_fallback: fact.isFallback,
  feedback: fact.feedback,
  provider: fact.provider,
  model: fact.model,
  call_type: fact.callType,
  input_tokens: fact.inputTokens,
  cached_tokens: fact.cachedTokens,
  output_tokens: fact.outputTokens,
  cost_usd: fact.costUsd,
  cost_source: fact.costSource,
  saved_cost_usd: fact.savedCostUsd,
  duration_ms: fact.durationMs,
  first_token_ms: fact.firstTokenMs,
  success: fact.success,
  cache_hit: fact.cacheHit,
  endpoint: fact.endpoint,
  method: fact.method,
  status_code: fact.statusCode,
})
