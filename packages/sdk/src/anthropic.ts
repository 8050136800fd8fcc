import { messages } from './model-calls/answers/messages.ts'
import { type CallDefaults, type CallSink } from './model-calls/model-call.ts'
import { observedEndpoints } from './model-calls/observed-endpoints.ts'
import { providerOfUrl } from './model-calls/provider-of-url.ts'

/** The parts of a client of the package `@anthropic-ai/sdk` that are watched. */
interface AnthropicClient {
  baseURL?: string
  messages?: object
}

/**
 * The client, which now also sends each call of a model as an `aiCall`: `messages` and `beta.messages`, with the helpers `stream`,
 * `parse` and `toolRunner`. Answers, streams and errors stay as they are. Prompts and answers are never sent.
 *
 *     const anthropic = observeAnthropic(new Anthropic(), analytics, { botId: 'support-bot' })
 */
export function observeAnthropic<Client extends AnthropicClient>(
  client: Client,
  analytics: CallSink,
  defaults: CallDefaults = {},
): Client {
  const provider = defaults.provider ?? providerOfUrl(client.baseURL) ?? 'anthropic'
  const endpoints = { 'messages.create': messages, 'beta.messages.create': messages }
  return observedEndpoints(client, endpoints, analytics, { ...defaults, provider })
}
