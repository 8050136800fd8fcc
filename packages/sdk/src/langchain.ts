import { BaseCallbackHandler } from '@langchain/core/callbacks/base'
import { type Serialized } from '@langchain/core/load/serializable'
import { type BaseMessage, isAIMessage, type UsageMetadata } from '@langchain/core/messages'
import { type Generation, type LLMResult } from '@langchain/core/outputs'
import { type CallDefaults, type CallSink, type Said, startModelCall } from './model-calls/model-call.ts'
import { openCalls } from './model-calls/open-calls.ts'
import { quietly } from './model-calls/quietly.ts'
import { type TokenUsage } from './model-calls/token-usage.ts'

/**
 * Sends each call of a model that LangChain makes as an `aiCall`; chains, agents, tools and retrievers are not calls. Prompts
 * and answers are never sent.
 *
 *     await chain.invoke(input, { callbacks: [new ConvographHandler(analytics, { botId: 'support-bot' })] })
 */
export class ConvographHandler extends BaseCallbackHandler {
  readonly name = 'convograph'
  /** LangChain calls handlers later otherwise, which would change times and lose the user of `analytics.run`. */
  override awaitHandlers = true

  readonly #calls = openCalls()
  readonly #analytics: CallSink
  readonly #defaults: CallDefaults

  constructor(analytics: CallSink, defaults: CallDefaults = {}) {
    super()
    this.#analytics = analytics
    this.#defaults = defaults
  }

  override copy(): this {
    return this
  }

  override handleChatModelStart(
    model: Serialized,
    _messages: BaseMessage[][],
    runId: string,
    ...more: MoreAtStart
  ) {
    this.#start(model, runId, more)
  }

  override handleLLMStart(model: Serialized, _prompts: string[], runId: string, ...more: MoreAtStart) {
    this.#start(model, runId, more)
  }

  override handleLLMNewToken(_token: string, _index: unknown, runId: string) {
    this.#calls.get(runId)?.says({ hasOutput: true })
  }

  override handleLLMEnd(
    result: LLMResult,
    runId: string,
    _parentRunId?: string,
    _tags?: string[],
    extra?: Record<string, unknown>,
  ) {
    this.#calls.end(runId, call => {
      quietly(() => call.says(said(result, extra?.cached === true)))
      call.succeed()
    })
  }

  override handleLLMError(error: unknown, runId: string) {
    this.#calls.end(runId, call => call.fail(error))
  }

  #start(model: Serialized, runId: string, [_parent, extra, _tags, metadata]: MoreAtStart) {
    this.#calls.open(runId, () =>
      startModelCall(this.#analytics, this.#defaults, {
        callType: 'COMPLETION',
        provider: this.#defaults.provider ?? text(metadata?.ls_provider),
        model: text(metadata?.ls_model_name) ?? modelIn(extra) ?? model.id?.at(-1),
      }),
    )
  }
}

type MoreAtStart = [
  parentRunId?: string,
  extra?: Record<string, unknown>,
  tags?: string[],
  metadata?: Record<string, unknown>,
]

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

function modelIn(extra: Record<string, unknown> | undefined): string | undefined {
  const parameters = extra?.invocation_params as Record<string, unknown> | undefined
  return text(parameters?.model) ?? text(parameters?.model_name)
}

function said({ generations, llmOutput }: LLMResult, cacheHit: boolean): Said {
  const generation = generations[0]?.[0]
  const message = messageOf(generation)
  const metadata = { ...llmOutput, ...generation?.generationInfo, ...message?.response_metadata }
  const tokenUsage = oldUsage(metadata.tokenUsage ?? llmOutput?.tokenUsage)
  return {
    cacheHit,
    responseId: responseId(metadata.id, message?.id),
    model: text(metadata.model_name) ?? text(metadata.model),
    finishReason: text(metadata.finish_reason) ?? text(metadata.stop_reason),
    serviceTier: text(metadata.service_tier),
    // LangChain sets the tokens of an answer out of its cache to 0.
    usage: (cacheHit ? undefined : usageOf(message?.usage_metadata)) ?? tokenUsage,
  }
}

function messageOf(generation: (Generation & { message?: BaseMessage }) | undefined) {
  const message = generation?.message
  return message && isAIMessage(message) ? message : undefined
}

/** The id of the provider. LangChain gives a message without one an id of its own, which begins with `run-`. */
const responseId = (...ids: unknown[]) => ids.map(text).find(id => id && !/^(run-|lc_run-)/.test(id))

/** LangChain counts all kinds of input within `input_tokens`; integrations that count otherwise give themselves away. */
function usageOf(usage: UsageMetadata | undefined): TokenUsage | undefined {
  if (!usage) return undefined
  const { input_token_details: input, output_token_details: output } = usage
  return {
    input: usage.input_tokens,
    cached: input?.cache_read,
    cacheWrite: input?.cache_creation,
    audioInput: input?.audio,
    output: usage.output_tokens,
    reasoning: output?.reasoning,
    audioOutput: output?.audio,
  }
}

function oldUsage(
  usage: { promptTokens?: number; completionTokens?: number } | undefined,
): TokenUsage | undefined {
  return usage && { input: usage.promptTokens, output: usage.completionTokens }
}
