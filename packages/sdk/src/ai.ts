import { type LanguageModelUsage, type Telemetry } from 'ai'
import {
  type CallDefaults,
  type CallSink,
  type ModelCall,
  type Said,
  startModelCall,
} from './model-calls/model-call.ts'
import { openCalls } from './model-calls/open-calls.ts'
import { type TokenUsage } from './model-calls/token-usage.ts'

/**
 * Sends each call of a model that the package `ai` makes as an `aiCall`: texts, streams, objects, embeddings and rankings,
 * each step of an agent alone, and attempts of one step together. Prompts and answers are never sent.
 *
 *     registerTelemetry(convographTelemetry(analytics, { botId: 'support-bot' }))
 */
export function convographTelemetry(analytics: CallSink, defaults: CallDefaults = {}): Telemetry {
  const calls = openCalls()
  const opening = (callType: CallType) => (event: Identified & Model) => {
    const start = () => startModelCall(analytics, defaults, { callType, ...modelOf(event, defaults) })
    calls.open(event.callId, start, event.embedCallId)
  }
  const succeed = ({ callId, embedCallId }: Identified, said: Said) => {
    const end = (call: ModelCall) => {
      call.says(said)
      call.succeed()
    }
    calls.end(callId, end, embedCallId)
  }
  const fail = ({ callId, error }: Failed) => calls.endFirst(callId, call => call.fail(error))

  return {
    onLanguageModelCallStart: opening('COMPLETION'),
    onLanguageModelCallEnd: ({ callId, modelId, responseId, usage, finishReason, performance }) =>
      succeed(
        { callId },
        {
          ...finished(finishReason),
          responseId,
          model: modelId,
          usage: usageOf(usage),
          durationMs: performance.responseTimeMs,
          timeToFirstTokenMs: performance.timeToFirstOutputMs,
        },
      ),
    onObjectStepStart: opening('COMPLETION'),
    onObjectStepEnd: ({ callId, response, usage, finishReason, msToFirstChunk }) =>
      succeed(
        { callId },
        {
          ...finished(finishReason),
          responseId: response.id,
          model: response.modelId,
          usage: usageOf(usage),
          timeToFirstTokenMs: msToFirstChunk,
        },
      ),
    onEmbedStart: opening('EMBEDDING'),
    onEmbedEnd: ({ callId, embedCallId, usage }) =>
      succeed({ callId, embedCallId }, { usage: { input: usage.tokens, output: 0 } }),
    onRerankStart: opening('RERANK'),
    onRerankEnd: ({ callId }) => succeed({ callId }, {}),
    // A step that ends while its call is open had an error in its stream.
    onStepEnd: ({ callId, response }) =>
      succeed({ callId }, { ...finished('error'), responseId: response.id }),
    onStepError: fail,
    onError: error => fail(error as Failed),
    onAbort: ({ callId }) => calls.endFirst(callId, call => call.abort()),
    // Each attempt of an embedding begins under an id of its own, and only the last one ends.
    onEnd: ({ callId }) => calls.forget(callId),
  }
}

type CallType = 'COMPLETION' | 'EMBEDDING' | 'RERANK'

interface Identified {
  /** The id of the whole operation, such as `generateText`, whose steps follow one another. */
  callId: string
  /** The id of one of several embeddings at a time. */
  embedCallId?: string
}

interface Failed {
  callId: string
  error: unknown
}

interface Model {
  provider: string
  modelId: string
}

/** The provider stands before the dot, such as `openai` in `openai.responses`. */
const modelOf = ({ provider, modelId }: Model, defaults: CallDefaults) => ({
  provider: defaults.provider ?? provider.split('.')[0],
  model: modelId,
})

const finished = (finishReason: string): Said => ({
  finishReason,
  errorClass: finishReason === 'error' ? 'unknown' : undefined,
})

/** The package counts cached and written tokens within the input, whichever way the provider does. */
function usageOf(usage: LanguageModelUsage): TokenUsage {
  return {
    input: usage.inputTokens,
    cached: usage.inputTokenDetails?.cacheReadTokens,
    cacheWrite: usage.inputTokenDetails?.cacheWriteTokens,
    output: usage.outputTokens,
    reasoning: usage.outputTokenDetails?.reasoningTokens,
  }
}
