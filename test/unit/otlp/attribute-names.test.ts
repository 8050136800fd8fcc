import { expect, test } from 'vitest'
import { attributeNames } from '../../../src/otlp/attribute-names.ts'
import { factsOf } from '../../../src/otlp/facts-of.ts'
import { spansIn } from '../../../src/otlp/spans-in.ts'
import { jsonSpans, type Plain, type PlainSpan } from '../../support/otlp/json-spans.ts'

const factsIn = (spans: PlainSpan[], shared?: Parameters<typeof jsonSpans>[1]) =>
  factsOf(spansIn(jsonSpans(spans, shared)))

/** The fields of the only event, properties among them. */
function fieldsOf(attributes: Record<string, Plain>, more: PlainSpan = {}): Record<string, unknown> {
  const { facts, ignored, rejected } = factsIn([{ ...more, attributes }])
  expect({ facts, ignored, rejected }).toMatchObject({ facts: [expect.anything()] })
  const [[, { properties, ...fields }]] = Object.entries(facts[0]!) as [[string, Record<string, object>]]
  return { ...fields, ...properties }
}

const chat = { 'gen_ai.operation.name': 'chat' }
const json = (key: string, value: Plain) => JSON.stringify({ [key]: value })
const usage = (key: string, value: number) => ({ 'langfuse.observation.usage_details': json(key, value) })

type Row = [name: string, attributes: Record<string, Plain>, field: string, value: unknown]

/** A row for each name in the table: the attribute, and the field that it fills. */
const rows: Row[] = [
  ['gen_ai.provider.name', { 'gen_ai.provider.name': 'openai' }, 'provider', 'openai'],
  ['ai.model.provider', { 'ai.model.provider': 'openai.responses' }, 'provider', 'openai'],
  ['gen_ai.system', { 'gen_ai.system': 'az.ai.openai' }, 'provider', 'az.ai.openai'],
  ['llm.provider', { 'llm.provider': 'anthropic' }, 'provider', 'anthropic'],
  ['llm.system', { 'llm.system': 'mistralai' }, 'provider', 'mistralai'],
  ['llm.vendor', { 'llm.vendor': 'OpenAI' }, 'provider', 'OpenAI'],
  ...same('model', 'gpt-4o-mini', [
    'gen_ai.response.model',
    'ai.response.model',
    'llm.response.model',
    'langfuse.observation.model.name',
    'gen_ai.request.model',
    'llm.model_name',
    'embedding.model_name',
    'reranker.model_name',
    'ai.model.id',
    'llm.request.model',
  ]),
  ['convograph.event_id', { 'convograph.event_id': 'e-1', 'gen_ai.response.id': 'a' }, 'eventId', 'e-1'],
  ['convograph.cache_hit', { 'convograph.cache_hit': true }, 'cacheHit', true],
  ['convograph.call_id', { 'convograph.call_id': 'call:7', 'gen_ai.response.id': '7' }, 'eventId', 'call:7'],
  [
    'gen_ai.response.id',
    { 'gen_ai.response.id': 'chatcmpl-4f9a2c7b1e6d8053-9x' },
    'eventId',
    'ai:chatcmpl-4f9a2c7b1e6d8053-9x',
  ],
  [
    'ai.response.id',
    { 'ai.response.id': 'msg_4f9a2c7b1e6d8053_01' },
    'eventId',
    'ai:msg_4f9a2c7b1e6d8053_01',
  ],
  [
    'llm.response.id',
    { 'llm.response.id': 'resp_4f9a2c7b1e6d8053_2' },
    'eventId',
    'ai:resp_4f9a2c7b1e6d8053_2',
  ],
  ...same('inputTokens', 1200, [
    'gen_ai.usage.input_tokens',
    'gen_ai.usage.prompt_tokens',
    'llm.token_count.prompt',
    'ai.usage.inputTokens',
    'ai.usage.promptTokens',
    'ai.usage.tokens',
    'llm.usage.prompt_tokens',
  ]),
  ...sameUsage('inputTokens', 1200, ['input', 'input_tokens', 'prompt_tokens']),
  ...same('outputTokens', 350, [
    'gen_ai.usage.output_tokens',
    'gen_ai.usage.completion_tokens',
    'llm.token_count.completion',
    'ai.usage.outputTokens',
    'ai.usage.completionTokens',
    'llm.usage.completion_tokens',
  ]),
  ...sameUsage('outputTokens', 350, ['output', 'output_tokens', 'completion_tokens']),
  ...same('cachedTokens', 1024, [
    'gen_ai.usage.cache_read.input_tokens',
    'gen_ai.usage.cache_read_input_tokens',
    'gen_ai.usage.cache_read_tokens',
    'gen_ai.usage.cached_input_tokens',
    'gen_ai.usage.input_tokens.cached',
    'gen_ai.usage.details.cache_read_tokens',
    'gen_ai.usage.details.cache_read_input_tokens',
    'llm.token_count.prompt_details.cache_read',
    'ai.usage.inputTokenDetails.cacheReadTokens',
    'ai.usage.cachedInputTokens',
    'llm.usage.cache_read_input_tokens',
  ]),
  ...sameUsage('cachedTokens', 1024, ['input_cached_tokens', 'input_cache_read', 'cache_read_input_tokens']),
  ...same('cacheWriteTokens', 2048, [
    'gen_ai.usage.cache_creation.input_tokens',
    'gen_ai.usage.cache_write.input_tokens',
    'gen_ai.usage.cache_creation_input_tokens',
    'gen_ai.usage.cache_write_input_tokens',
    'gen_ai.usage.cache_write_tokens',
    'gen_ai.usage.details.cache_write_tokens',
    'gen_ai.usage.details.cache_creation_input_tokens',
    'llm.token_count.prompt_details.cache_write',
    'ai.usage.inputTokenDetails.cacheWriteTokens',
    'llm.usage.cache_creation_input_tokens',
  ]),
  ...sameUsage('cacheWriteTokens', 2048, ['input_cache_creation', 'cache_creation_input_tokens']),
  ...same('reasoningTokens', 128, [
    'gen_ai.usage.reasoning.output_tokens',
    'gen_ai.usage.reasoning_output_tokens',
    'gen_ai.usage.reasoning_tokens',
    'gen_ai.usage.details.reasoning_tokens',
    'llm.token_count.completion_details.reasoning',
    'ai.usage.outputTokenDetails.reasoningTokens',
    'ai.usage.reasoningTokens',
    'llm.usage.reasoning_tokens',
  ]),
  ...sameUsage('reasoningTokens', 128, ['output_reasoning_tokens']),
  ...same('audioInputTokens', 600, [
    'llm.token_count.prompt_details.audio',
    'gen_ai.usage.details.input_audio_tokens',
  ]),
  ...sameUsage('audioInputTokens', 600, ['input_audio_tokens']),
  ...same('audioOutputTokens', 400, [
    'llm.token_count.completion_details.audio',
    'gen_ai.usage.details.output_audio_tokens',
  ]),
  ...sameUsage('audioOutputTokens', 400, ['output_audio_tokens']),
  ...[
    'convograph.cost_usd',
    'gen_ai.usage.cost',
    'gen_ai.usage.total_cost',
    'gen_ai.cost.total_cost',
    'llm.cost.total',
    'operation.cost',
  ].map((name): Row => [name, { [name]: 0.00042 }, 'costUsd', '0.00042']),
  [
    'langfuse.observation.cost_details#total',
    { 'langfuse.observation.cost_details': json('total', 0.00042) },
    'costUsd',
    '0.00042',
  ],
  ...same('service_tier', 'flex', [
    'gen_ai.openai.response.service_tier',
    'openai.response.service_tier',
    'gen_ai.openai.request.service_tier',
    'openai.request.service_tier',
  ]),
  ...[
    'gen_ai.response.time_to_first_chunk',
    'gen_ai.client.operation.time_to_first_chunk',
    'gen_ai.response.time_to_first_token',
  ].map((name): Row => [name, { [name]: 0.25 }, 'timeToFirstTokenMs', 250]),
  ...same('timeToFirstTokenMs', 250, [
    'convograph.time_to_first_token_ms',
    'ai.response.msToFirstChunk',
    'ai.stream.msToFirstChunk',
    'gen_ai.server.time_to_first_token',
  ]),
  [
    'langfuse.observation.completion_start_time',
    { 'langfuse.observation.completion_start_time': '"2025-11-29T08:00:00.210Z"' },
    'timeToFirstTokenMs',
    210,
  ],
  ['gen_ai.response.finish_reasons', { 'gen_ai.response.finish_reasons': ['stop'] }, 'finishReason', 'stop'],
  ['ai.response.finishReason', { 'ai.response.finishReason': 'tool-calls' }, 'finishReason', 'tool-calls'],
  ['llm.response.finish_reason', { 'llm.response.finish_reason': 'length' }, 'finishReason', 'length'],
  ['error.type', { 'error.type': 'rate_limit' }, 'errorClass', 'rate_limit'],
  ['langfuse.observation.level', { 'langfuse.observation.level': 'ERROR' }, 'success', false],
  ...same('userId', 'ann', [
    'user.id',
    'enduser.id',
    'langfuse.user.id',
    'ai.telemetry.metadata.userId',
    'ai.telemetry.metadata.user_id',
    'ai.settings.context.userId',
    'traceloop.association.properties.user_id',
    'traceloop.association.properties.userId',
    'llm.user',
  ]),
  ...same('conversationId', 'c-1', [
    'gen_ai.conversation.id',
    'session.id',
    'langfuse.session.id',
    'ai.telemetry.metadata.sessionId',
    'ai.telemetry.metadata.session_id',
    'ai.telemetry.metadata.conversationId',
    'ai.telemetry.metadata.chatId',
    'ai.settings.context.sessionId',
    'ai.settings.context.conversationId',
    'traceloop.association.properties.session_id',
    'traceloop.association.properties.conversation_id',
    'traceloop.association.properties.chat_id',
  ]),
  ...same('botId', 'support-bot', ['gen_ai.agent.name', 'agent.name', 'gen_ai.agent.id']),
  ...same('environment', 'production', [
    'deployment.environment.name',
    'deployment.environment',
    'langfuse.environment',
  ]),
]

function same(field: string, value: Plain, names: string[]): Row[] {
  return names.map(name => [name, { [name]: value }, field, value])
}

function sameUsage(field: string, value: number, keys: string[]): Row[] {
  return keys.map(key => [`langfuse.observation.usage_details#${key}`, usage(key, value), field, value])
}

test.each(rows)('%s of a call', (_, attributes, field, value) => {
  expect(fieldsOf({ ...chat, ...attributes })[field]).toEqual(value)
})

/** What fills the fields of other spans, or says what a span is. */
const otherRows: Row[] = [
  [
    'traceloop.entity.name',
    { 'traceloop.span.kind': 'tool', 'traceloop.entity.name': 'search' },
    'tool',
    'search',
  ],
  [
    'gen_ai.tool.name',
    { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'search' },
    'tool',
    'search',
  ],
  ['tool.name', { 'openinference.span.kind': 'TOOL', 'tool.name': 'search' }, 'tool', 'search'],
  ['ai.toolCall.name', { 'ai.operationId': 'ai.toolCall', 'ai.toolCall.name': 'search' }, 'tool', 'search'],
  ['langfuse.observation.type', { 'langfuse.observation.type': 'tool' }, 'name', 'tool_call'],
  ['ai.operationId', { 'ai.operationId': 'ai.streamText.doStream' }, 'callType', 'COMPLETION'],
  ['openinference.span.kind', { 'openinference.span.kind': 'EMBEDDING' }, 'callType', 'EMBEDDING'],
  ['llm.request.type', { 'llm.request.type': 'rerank' }, 'callType', 'RERANK'],
  ['traceloop.span.kind', { 'traceloop.span.kind': 'agent' }, 'name', 'agent_run'],
  ['gen_ai.operation.name', { 'gen_ai.operation.name': 'embeddings' }, 'callType', 'EMBEDDING'],
]
test.each(otherRows)('%s', (_, attributes, field, value) => {
  expect(fieldsOf(attributes)[field]).toEqual(value)
})

const served: Row[] = [
  ['http.request.method', { 'http.request.method': 'GET' }, 'method', 'GET'],
  ['http.method', { 'http.method': 'POST' }, 'method', 'POST'],
  ['http.route', { 'http.method': 'GET', 'http.route': '/chats/:id' }, 'endpoint', '/chats/:id'],
  [
    'http.response.status_code',
    { 'http.method': 'GET', 'http.response.status_code': 404 },
    'statusCode',
    404,
  ],
  ['http.status_code', { 'http.method': 'GET', 'http.status_code': 503 }, 'statusCode', 503],
]
test.each(served)('%s of a request to the application', (_, attributes, field, value) => {
  expect(fieldsOf(attributes, { kind: 2 })[field]).toEqual(value)
})

/** What fills nothing by itself: `values.test.ts` has it. */
const testedElsewhere = [
  ...['service.name', 'exception.type'],
  ...['gen_ai.request.stream', 'gen_ai.request.is_stream', 'llm.is_streaming'],
]

test('every name in the table has a row', () => {
  const tested = new Set([...[...rows, ...otherRows, ...served].map(([name]) => name), ...testedElsewhere])
  expect(
    Object.values(attributeNames)
      .flat()
      .filter(name => !tested.has(name)),
  ).toEqual([])
})
