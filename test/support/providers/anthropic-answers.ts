/** Tokens as Anthropic reports them, with those of a stream's beginning, and what they mean. */
export const messageUsages: [name: string, start: object, usage: object, fields: object][] = [
  [
    'tokens without a cache',
    { input_tokens: 120, output_tokens: 1 },
    { input_tokens: 120, output_tokens: 35 },
    { inputTokens: 120, outputTokens: 35 },
  ],
  [
    'tokens read from the cache and written into it, beside the input',
    {
      input_tokens: 12,
      cache_read_input_tokens: 2048,
      cache_creation_input_tokens: 512,
      output_tokens: 1,
      service_tier: 'standard',
    },
    {
      input_tokens: 12,
      cache_read_input_tokens: 2048,
      cache_creation_input_tokens: 512,
      cache_creation: { ephemeral_5m_input_tokens: 512, ephemeral_1h_input_tokens: 0 },
      output_tokens: 90,
      service_tier: 'standard',
    },
    {
      inputTokens: 12,
      cachedTokens: 2048,
      cacheWriteTokens: 512,
      inputIncludesCached: false,
      outputTokens: 90,
    },
  ],
  [
    'a small part from the cache, which is beside the input too',
    { input_tokens: 900, cache_read_input_tokens: 100, cache_creation_input_tokens: 0, output_tokens: 2 },
    { input_tokens: 900, cache_read_input_tokens: 100, cache_creation_input_tokens: 0, output_tokens: 8 },
    { inputTokens: 900, cachedTokens: 100, cacheWriteTokens: 0, inputIncludesCached: false, outputTokens: 8 },
  ],
  [
    'thinking, which is within the output',
    { input_tokens: 40, output_tokens: 1 },
    { input_tokens: 40, output_tokens: 700, output_tokens_details: { thinking_tokens: 600 } },
    { inputTokens: 40, outputTokens: 700, reasoningTokens: 600 },
  ],
  [
    'a compaction, which is billed on top',
    { input_tokens: 40, output_tokens: 1 },
    {
      input_tokens: 40,
      output_tokens: 70,
      iterations: [
        { type: 'compaction', input_tokens: 1000, output_tokens: 200 },
        { type: 'message', input_tokens: 40, output_tokens: 70 },
      ],
    },
    { inputTokens: 1040, outputTokens: 270 },
  ],
]

type Block = Record<string, unknown> & { type: string }

/** The content of a message, the deltas of each block in a stream, and the reason of its end. */
export const messageContents: [name: string, content: Block[], deltas: Block[][], stopReason: string][] = [
  [
    'a text',
    [{ type: 'text', text: 'The canary sings', citations: null }],
    [
      [
        { type: 'text_delta', text: 'The canary ' },
        { type: 'text_delta', text: 'sings' },
      ],
    ],
    'end_turn',
  ],
  [
    'a thought and a text',
    [
      { type: 'thinking', thinking: 'A canary…', signature: 'sig' },
      { type: 'text', text: 'The canary sings', citations: null },
    ],
    [
      [
        { type: 'thinking_delta', thinking: 'A canary…' },
        { type: 'signature_delta', signature: 'sig' },
      ],
      [{ type: 'text_delta', text: 'The canary sings' }],
    ],
    'max_tokens',
  ],
  [
    'a use of a tool',
    [{ type: 'tool_use', id: 'toolu_1', name: 'weather', input: { city: 'Rome' } }],
    [
      [
        { type: 'input_json_delta', partial_json: '' },
        { type: 'input_json_delta', partial_json: '{"city":"Rome"}' },
      ],
    ],
    'tool_use',
  ],
  ['a refusal', [], [], 'refusal'],
]

export interface MessageAnswer {
  id: string
  start: object
  usage: object
  content: Block[]
  deltas: Block[][]
  stopReason: string
}

export const messageAnswer = ({ id, content, usage, stopReason }: MessageAnswer) => ({
  id,
  type: 'message',
  role: 'assistant',
  model: 'claude-opus-5-20260801',
  content,
  stop_reason: stopReason,
  stop_sequence: null,
  usage,
})

const empty: Record<string, object> = {
  text: { text: '', citations: null },
  thinking: { thinking: '', signature: '' },
  tool_use: { input: {} },
}

/** The events of a streamed message. */
export function messageEvents(answer: MessageAnswer): Block[] {
  const { content, deltas, start, usage, stopReason } = answer
  const message = { ...messageAnswer({ ...answer, content: [], usage: start }), stop_reason: null }
  return [
    { type: 'message_start', message },
    { type: 'ping' },
    ...content.flatMap((block, index) => [
      { type: 'content_block_start', index, content_block: { ...block, ...empty[block.type] } },
      ...deltas[index]!.map(delta => ({ type: 'content_block_delta', index, delta })),
      { type: 'content_block_stop', index },
    ]),
    { type: 'message_delta', delta: { stop_reason: stopReason, stop_sequence: null }, usage },
    { type: 'message_stop' },
  ]
}

/** Failures of Anthropic with the class of each. */
export const anthropicErrors: [status: number, type: string, errorClass: string][] = [
  [400, 'invalid_request_error', 'invalid_request'],
  [401, 'authentication_error', 'auth'],
  [402, 'billing_error', 'rate_limit'],
  [403, 'permission_error', 'auth'],
  [404, 'not_found_error', 'invalid_request'],
  [413, 'request_too_large', 'invalid_request'],
  [429, 'rate_limit_error', 'rate_limit'],
  [500, 'api_error', 'server_error'],
  [504, 'timeout_error', 'timeout'],
  [529, 'overloaded_error', 'overloaded'],
]
