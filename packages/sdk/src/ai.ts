import { type LanguageModelUsage, type Telemetry } from 'ai'
import { type CallDefaults, type CallSink, type Said, startModelCall } from './model-calls/model-call.ts'
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
  const opening = (callType: CallType, idOf: (event: Identified) => string) => (event: Identified & Model) =>
    calls.open(idOf(event), () =>
      startModelCall(analytics, defaults, { callType, ...modelOf(event, defaults) }),
    )
  const succeed = (id: string, said: Said) =>
    calls.end(id, call => {
      call.says(said)
      call.succeed()
    })
  const fail = ({ callId, error }: { callId: string; error: unknown }) =>
    calls.end(callId, call => call.fail(error))

  return {
    onLanguageModelCallStart: opening('COMPLETION', ({ callId }) => callId),
    onLanguageModelCallEnd: ({ callId, modelId, responseId, usage, finishReason, performance }) =>
      succeed(callId, {
        ...finished(finishReason),
        responseId,
        model: modelId,
        usage: usageOf(usage),
        durationMs: performance.responseTimeMs,
        timeToFirstTokenMs: performance.timeToFirstOutputMs,
      }),
    onObjectStepStart: opening('COMPLETION', ({ callId }) => callId),
    onObjectStepEnd: ({ callId, response, usage, finishReason, msToFirstChunk }) =>
      succeed(callId, {
        ...finished(finishReason),
        responseId: response.id,
        model: response.modelId,
        usage: usageOf(usage),
        timeToFirstTokenMs: msToFirstChunk,
      }),
    onEmbedStart: opening('EMBEDDING', ({ callId, embedCallId }) => embedCallId ?? callId),
    onEmbedEnd: ({ embedCallId, usage }) =>
      succeed(embedCallId, { usage: { input: usage.tokens, output: 0 } }),
    onRerankStart: opening('RERANK', ({ callId }) => callId),
    onRerankEnd: ({ callId }) => succeed(callId, {}),
    // A step that ends while its call is open had an error in its stream.
    onStepEnd: ({ callId, response }) => succeed(callId, { ...finished('error'), responseId: response.id }),
    onStepError: fail,
    onError: error => fail(error as { callId: string; error: unknown }),
    onAbort: ({ callId }) => calls.end(callId, call => call.abort()),
  }
}

type CallType = 'COMPLETION' | 'EMBEDDING' | 'RERANK'

interface Identified {
  callId: string
  embedCallId?: string
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
