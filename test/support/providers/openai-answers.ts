/** Tokens as OpenAI and its followers report them for a chat, and what they mean. */
export const chatUsages: [name: string, usage: object | null, fields: object][] = [
  [
    'tokens without details',
    { prompt_tokens: 1200, completion_tokens: 350, total_tokens: 1550 },
    { inputTokens: 1200, outputTokens: 350 },
  ],
  [
    'cached and written input',
    {
      prompt_tokens: 1200,
      completion_tokens: 350,
      total_tokens: 1550,
      prompt_tokens_details: { cached_tokens: 1024, cache_write_tokens: 100, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 128, audio_tokens: 0, accepted_prediction_tokens: 0 },
    },
    {
      inputTokens: 1200,
      cachedTokens: 1024,
      cacheWriteTokens: 100,
      inputIncludesCached: true,
      audioInputTokens: 0,
      outputTokens: 350,
      reasoningTokens: 128,
      audioOutputTokens: 0,
    },
  ],
  [
    'audio',
    {
      prompt_tokens: 60,
      completion_tokens: 80,
      total_tokens: 140,
      prompt_tokens_details: { audio_tokens: 30 },
      completion_tokens_details: { audio_tokens: 40 },
    },
    { inputTokens: 60, audioInputTokens: 30, outputTokens: 80, audioOutputTokens: 40 },
  ],
  [
    'reasoning beside the output, as xAI counts',
    {
      prompt_tokens: 10,
      completion_tokens: 500,
      total_tokens: 610,
      completion_tokens_details: { reasoning_tokens: 100 },
    },
    { inputTokens: 10, outputTokens: 600, reasoningTokens: 100 },
  ],
  [
    'a cache hit as DeepSeek calls it',
    { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120, prompt_cache_hit_tokens: 64 },
    { inputTokens: 100, cachedTokens: 64, inputIncludesCached: true, outputTokens: 20 },
  ],
  [
    'cached input beside the input',
    {
      prompt_tokens: 10,
      completion_tokens: 20,
      total_tokens: 30,
      prompt_tokens_details: { cached_tokens: 90 },
    },
    { inputTokens: 10, cachedTokens: 90, inputIncludesCached: false, outputTokens: 20 },
  ],
  ['no tokens at all', null, {}],
]

const functionCall = (index?: number) => ({
  ...(index === undefined ? {} : { index }),
  id: 'call_1',
  type: 'function',
  function: { name: 'weather', arguments: '{"city":"Rome"}' },
})

/** The message of a chat, whole and as the parts of a stream, with the reason of its end. */
export const chatMessages: [name: string, message: object, deltas: object[], finishReason: string][] = [
  [
    'a text',
    { role: 'assistant', content: 'The canary sings — ∑✓', refusal: null },
    [{ role: 'assistant', content: '' }, { content: 'The canary ' }, { content: 'sings — ∑✓' }],
    'stop',
  ],
  [
    'a call of a tool',
    { role: 'assistant', content: null, tool_calls: [functionCall()] },
    [{ role: 'assistant', content: null, tool_calls: [functionCall(0)] }],
    'tool_calls',
  ],
  [
    'a refusal',
    { role: 'assistant', content: null, refusal: 'The canary cannot.' },
    [{ role: 'assistant' }, { refusal: 'The canary cannot.' }],
    'stop',
  ],
  [
    'a text cut at its limit',
    { role: 'assistant', content: 'The canary', reasoning_content: 'A canary thinks' },
    [{ role: 'assistant', reasoning_content: 'A canary thinks' }, { content: 'The canary' }],
    'length',
  ],
]

export const chatTiers = [undefined, 'flex', 'priority']

interface Chat {
  id: string
  message: object
  deltas: object[]
  finishReason: string
  usage: object | null
  tier?: string
}

/** A whole chat completion, as the API answers it. */
export const chatAnswer = ({ id, message, finishReason, usage, tier }: Chat) => ({
  id,
  object: 'chat.completion',
  created: 1_764_460_800,
  model: 'gpt-4o-2024-08-06',
  choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason }],
  ...(usage && { usage }),
  ...(tier && { service_tier: tier }),
  system_fingerprint: 'fp_1',
})

/** The parts of a streamed chat; with `asked` each has a usage, and one without choices the tokens. */
export function chatParts({ id, deltas, finishReason, usage, tier }: Chat, asked: boolean) {
  const part = (choices: object[], use: object | null) => ({
    id,
    object: 'chat.completion.chunk',
    created: 1_764_460_800,
    model: 'gpt-4o-2024-08-06',
    ...(tier && { service_tier: tier }),
    system_fingerprint: 'fp_1',
    choices,
    ...(asked && { usage: use }),
  })
  return [
    ...deltas.map(delta => part([{ index: 0, delta, logprobs: null, finish_reason: null }], null)),
    part([{ index: 0, delta: {}, logprobs: null, finish_reason: finishReason }], null),
    ...(asked && usage ? [part([], usage)] : []),
  ]
}

/** Tokens as responses report them, and what they mean. */
export const responseUsages: typeof chatUsages = [
  [
    'tokens with details',
    {
      input_tokens: 300,
      input_tokens_details: { cached_tokens: 256, cache_write_tokens: 0 },
      output_tokens: 90,
      output_tokens_details: { reasoning_tokens: 64 },
      total_tokens: 390,
    },
    {
      inputTokens: 300,
      cachedTokens: 256,
      cacheWriteTokens: 0,
      inputIncludesCached: true,
      outputTokens: 90,
      reasoningTokens: 64,
    },
  ],
  [
    'tokens without details',
    { input_tokens: 30, output_tokens: 9, total_tokens: 39 },
    { inputTokens: 30, outputTokens: 9 },
  ],
  ['no tokens', null, {}],
]

export const responseEnds: [status: string, more: object, finishReason: string, outcome: object][] = [
  ['completed', {}, 'completed', { success: true }],
  [
    'incomplete',
    { incomplete_details: { reason: 'max_output_tokens' } },
    'max_output_tokens',
    { success: true },
  ],
  [
    'failed',
    { error: { code: 'rate_limit_exceeded', message: 'The canary was too fast' } },
    'failed',
    { success: false, errorClass: 'rate_limit' },
  ],
  [
    'failed',
    { error: { code: 'vector_store_timeout', message: 'The canary broke' } },
    'failed',
    { success: false, errorClass: 'server_error' },
  ],
]

const outputMessage = {
  id: 'msg_1',
  type: 'message',
  status: 'completed',
  role: 'assistant',
  content: [{ type: 'output_text', text: 'The canary sings', annotations: [], logprobs: [] }],
}

export const responseAnswer = (id: string, status: string, more: object, usage: object | null) => ({
  id,
  object: 'response',
  created_at: 1_764_460_800,
  status,
  error: null,
  incomplete_details: null,
  model: 'gpt-5-2025-08-07',
  output: [outputMessage],
  parallel_tool_calls: true,
  service_tier: 'default',
  tools: [],
  usage,
  ...more,
})

/** The events of a streamed response. */
export function responseEvents(id: string, status: string, more: object, usage: object | null) {
  const running = { ...responseAnswer(id, 'in_progress', {}, null), output: [] }
  const item = { ...outputMessage, status: 'in_progress', content: [] }
  const place = { item_id: 'msg_1', output_index: 0, content_index: 0 }
  const part = { type: 'output_text', text: '', annotations: [], logprobs: [] }
  const events = [
    { type: 'response.created', response: running },
    { type: 'response.in_progress', response: running },
    { type: 'response.output_item.added', output_index: 0, item },
    { type: 'response.content_part.added', ...place, part },
    { type: 'response.output_text.delta', ...place, delta: 'The canary ', logprobs: [] },
    { type: 'response.output_text.delta', ...place, delta: 'sings', logprobs: [] },
    { type: 'response.output_text.done', ...place, text: 'The canary sings', logprobs: [] },
    { type: 'response.content_part.done', ...place, part: outputMessage.content[0] },
    { type: 'response.output_item.done', output_index: 0, item: outputMessage },
    { type: `response.${status}`, response: responseAnswer(id, status, more, usage) },
  ]
  return events.map((event, at) => ({ ...event, sequence_number: at }))
}

export const embeddingAnswer = (encoded: boolean) => ({
  object: 'list',
  data: [{ object: 'embedding', index: 0, embedding: encoded ? 'AACAPwAAAEA=' : [1, 2] }],
  model: 'text-embedding-3-small',
  usage: { prompt_tokens: 8, total_tokens: 8 },
})

/** Failures of OpenAI with the class of each. */
export const openaiErrors: [status: number, error: object, errorClass: string][] = [
  [
    400,
    { message: 'The canary is bad', type: 'invalid_request_error', param: 'model', code: null },
    'invalid_request',
  ],
  [
    400,
    { message: 'The canary is too long', type: 'invalid_request_error', code: 'context_length_exceeded' },
    'invalid_request',
  ],
  [400, { message: 'The canary is filtered', code: 'content_filter', innererror: {} }, 'content_filter'],
  [401, { message: 'The canary key', type: 'invalid_request_error', code: 'invalid_api_key' }, 'auth'],
  [403, { message: 'The canary may not', type: 'forbidden' }, 'auth'],
  [
    404,
    { message: 'The canary is no model', type: 'invalid_request_error', code: 'model_not_found' },
    'invalid_request',
  ],
  [408, { message: 'The canary is slow' }, 'timeout'],
  [409, { message: 'The canary is twice' }, 'invalid_request'],
  [422, { message: 'The canary is odd' }, 'invalid_request'],
  [429, { message: 'The canary is fast', type: 'requests', code: 'rate_limit_exceeded' }, 'rate_limit'],
  [
    429,
    { message: 'The canary is poor', type: 'insufficient_quota', code: 'insufficient_quota' },
    'rate_limit',
  ],
  [500, { message: 'The canary fell', type: 'server_error' }, 'server_error'],
  [502, { message: 'The canary is away' }, 'server_error'],
  [503, { message: 'The canary is busy', type: 'server_is_overloaded' }, 'overloaded'],
  [504, { message: 'The canary is late' }, 'timeout'],
]
