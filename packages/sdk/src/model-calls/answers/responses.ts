import { errorClassOf } from '../error-class.ts'
import { type Said } from '../model-call.ts'
import { type Endpoint } from './answer-reader.ts'
import { type OpenAIUsage, openaiUsage } from './openai-usage.ts'

interface ModelResponse {
  id?: string
  model?: string
  status?: string
  service_tier?: string | null
  usage?: OpenAIUsage | null
  error?: { code?: string } | null
  incomplete_details?: { reason?: string } | null
}

/** An event of a streamed response. Some bring the response so far, and those that end with `.delta` output. */
interface ResponseEvent {
  type?: string
  delta?: unknown
  response?: ModelResponse
}

/** `responses.create` of OpenAI. */
export const responses: Endpoint = {
  callType: 'COMPLETION',
  readerOf: () => ({
    whole: said,
    part: ({ type, delta, response }: ResponseEvent) => ({
      ...(response && said(response)),
      hasOutput: Boolean(type?.endsWith('.delta') && delta),
    }),
    isUnfinished: ({ status }: ModelResponse) => isRunning(status),
  }),
}

const isRunning = (status: string | undefined) => status === 'queued' || status === 'in_progress'

function said({ id, model, status, service_tier, usage, error, incomplete_details }: ModelResponse): Said {
  return {
    responseId: id,
    model,
    serviceTier: service_tier ?? undefined,
    usage: openaiUsage(usage),
    finishReason: isRunning(status) ? undefined : (incomplete_details?.reason ?? status),
    errorClass: status === 'failed' ? failureOf(error) : undefined,
  }
}

/** A response that failed did so at the provider, unless its code says more. */
function failureOf(error: ModelResponse['error']) {
  const found = errorClassOf(error)
  return found === 'unknown' ? 'server_error' : found
}
