import { chat, chatWithUsage } from './model-calls/answers/chat.ts'
import { embeddings } from './model-calls/answers/embeddings.ts'
import { responses } from './model-calls/answers/responses.ts'
import { type CallDefaults, type CallSink } from './model-calls/model-call.ts'
import { observedEndpoints } from './model-calls/observed-endpoints.ts'
import { providerOfUrl } from './model-calls/provider-of-url.ts'

export interface OpenAIDefaults extends CallDefaults {
  /**
   * Whether a streamed chat asks for its tokens with `stream_options.include_usage`, which a few old servers refuse. Without
   * the tokens the cost of such a call is not known. Default: true.
   */
  streamUsage?: boolean
}

/** The parts of a client of the package `openai` that are watched. */
interface OpenAIClient {
  baseURL?: string
  chat?: object
  responses?: object
  embeddings?: object
}

/**
 * The client, which now also sends each call of a model as an `aiCall`: `chat.completions`, `completions`, `responses` (those of
 * `beta` too) and `embeddings`, with the helpers `parse`, `stream` and `runTools`. Answers, streams and errors stay as they
 * are. Prompts and answers are never sent.
 *
 *     const openai = observeOpenAI(new OpenAI(), analytics, { botId: 'support-bot' })
 */
export function observeOpenAI<Client extends OpenAIClient>(
  client: Client,
  analytics: CallSink,
  { streamUsage = true, ...defaults }: OpenAIDefaults = {},
): Client {
  const provider = defaults.provider ?? providerOfUrl(client.baseURL) ?? 'openai-compatible'
  const chats = streamUsage ? chatWithUsage : chat
  const endpoints = {
    'chat.completions.create': chats,
    // Version 4 has its helpers there, which call the method above.
    'beta.chat.completions.create': chats,
    'completions.create': chats,
    'responses.create': responses,
    'beta.responses.create': responses,
    'embeddings.create': embeddings,
  }
  return observedEndpoints(client, endpoints, analytics, { ...defaults, provider })
}
