import { type Row, textIn } from '../rows/row.ts'
import {
  allInputTokens,
  anonymousId,
  below,
  type EncodedRow,
  jsonType,
  listOf,
  type Product,
  withFields,
} from './product.ts'

/** The capture API of PostHog. */
export const posthog: Product = {
  host: region => ({ US: 'https://us.i.posthog.com', EU: 'https://eu.i.posthog.com', IN: undefined })[region],
  needsSecret: true,
  mostRows: 500,
  mostBytes: 5_000_000,
  encode: row => {
    const event = captures[row.type](row)
    return event && { ...event, timestamp: row.at.toISOString(), uuid: row.uuid }
  },
  request: (rows, { url, secret }) => ({
    url: below(url!, 'batch/'),
    headers: jsonType,
    body: `{"api_key":${JSON.stringify(secret)},"historical_migration":${areHistory(rows)},"batch":${listOf(rows)}}`,
  }),
}

const historyMs = 48 * 3_600_000

/** PostHog takes batches of old events on another way, so that they raise no alarm. */
const areHistory = (rows: EncodedRow[]) => rows.every(({ row }) => Date.now() - row.at.getTime() > historyMs)

const captures: Record<Row['type'], (row: Row) => object | undefined> = {
  event: row => {
    const userId = textIn(row, 'userId')
    const [event, properties] = row.kind === 'ai_call' ? generation(row) : [row.name, withFields(row)]
    return userId === undefined
      ? {
          event,
          distinct_id: anonymousId(row),
          properties: { ...properties, $process_person_profile: false },
        }
      : { event, distinct_id: userId, properties }
  },
  identify: row => {
    const userId = textIn(row, 'userId')
    const username = textIn(row, 'username')
    const $set = { ...(username !== undefined && { name: username }), ...row.properties }
    return userId === undefined
      ? undefined
      : { event: '$identify', distinct_id: userId, properties: { $set } }
  },
  alias: row => {
    const userId = textIn(row, 'userId')
    const $anon_distinct_id = textIn(row, 'previousId')
    return userId !== undefined && $anon_distinct_id !== undefined
      ? { event: '$identify', distinct_id: userId, properties: { $anon_distinct_id } }
      : undefined
  },
}

/** The properties of a model call in PostHog, each with the field that it shows; times are in seconds there. */
const ofCalls: Record<string, string> = {
  $ai_provider: 'provider',
  $ai_model: 'model',
  $ai_cache_read_input_tokens: 'cachedTokens',
  $ai_cache_creation_input_tokens: 'cacheWriteTokens',
  $ai_output_tokens: 'outputTokens',
  $ai_reasoning_tokens: 'reasoningTokens',
  $ai_total_cost_usd: 'costUsd',
  $ai_session_id: 'conversationId',
  $ai_error: 'errorMessage',
}
const timesOfCalls: Record<string, string> = {
  $ai_latency: 'durationMs',
  $ai_time_to_first_token: 'timeToFirstTokenMs',
}

/** A model call in PostHog's words: the name of the event, and its properties. */
function generation(row: Row): [string, Record<string, unknown>] {
  const { fields, properties } = row
  const name = fields.callType === 'EMBEDDING' ? '$ai_embedding' : '$ai_generation'
  const shown = Object.entries(ofCalls).map(([key, field]) => [key, fields[field]])
  const times = Object.entries(timesOfCalls).map(([key, field]) => [key, seconds(fields[field])])
  const words = {
    ...Object.fromEntries([...shown, ...times]),
    $ai_input_tokens: inputTokens(row),
    $ai_trace_id: properties.traceId ?? row.uuid,
    $ai_is_error: fields.success === false,
  }
  const taken = [...Object.values(ofCalls), ...Object.values(timesOfCalls), 'inputTokens', 'success']
  return [name, { ...withFields(row, taken), ...words }]
}

const seconds = (ms: unknown) => (ms === undefined ? undefined : Number(ms) / 1_000)

/** PostHog reads them as the provider counts: Anthropic and Bedrock leave cached tokens out, others include them. */
function inputTokens(row: Row): number | undefined {
  return /anthropic|bedrock/i.test(textIn(row, 'provider') ?? '')
    ? (row.fields.inputTokens as number | undefined)
    : allInputTokens(row)
}
