import { type Said } from '../model-call.ts'
import { type AnswerReader, type Endpoint, type RequestBody } from './answer-reader.ts'
import { type OpenAIUsage, openaiUsage } from './openai-usage.ts'

/** A chat or an older completion, or a part of a streamed one. */
interface Completion {
  id?: string
  model?: string
  service_tier?: string | null
  usage?: OpenAIUsage | null
  choices?: Choice[]
}

interface Choice {
  finish_reason?: string | null
  /** The part of a message that a part of a stream adds. */
  delta?: Record<string, unknown> | null
  /** The text that a part of an older completion adds. */
  text?: string
}

const reader: AnswerReader = {
  whole: said,
  part: (part: Completion) => (isBetween(part) ? { hasOutput: true } : said(part)),
}

/** Most parts of a stream bring output alone; the first or the last one says the rest. */
const isBetween = ({ usage, choices }: Completion) =>
  !usage && choices?.length === 1 && !choices[0]?.finish_reason && hasOutput(choices[0]!)

/** `chat.completions.create`, and `completions.create` before it. */
export const chat: Endpoint = {
  callType: 'COMPLETION',
  readerOf: () => reader,
}

/** The same, where a streamed request asks for its tokens, which the caller sees only after asking for them as well. */
export const chatWithUsage: Endpoint = {
  ...chat,
  readerOf: body => (asksForUsage(body) ? reader : { ...reader, shown: withoutUsage }),
  sent: body =>
    body.stream && !asksForUsage(body)
      ? { ...body, stream_options: { ...body.stream_options, include_usage: true } }
      : body,
}

const asksForUsage = (body: RequestBody) => body.stream_options?.include_usage === true

function said({ id, model, service_tier, usage, choices = [] }: Completion): Said {
  const finished = choices.find(choice => choice.finish_reason)
  return {
    responseId: id || undefined,
    model: model || undefined,
    serviceTier: service_tier ?? undefined,
    usage: openaiUsage(usage),
    finishReason: finished?.finish_reason ?? undefined,
    hasOutput: choices.some(hasOutput),
  }
}

/** The first part of a stream often has a role and an empty text, which is no output of the model yet. */
function hasOutput({ delta, text }: Choice): boolean {
  if (text) return true
  for (const name in delta) if (name !== 'role' && !isEmpty(delta[name])) return true
  return false
}

const isEmpty = (value: unknown) => !value || (Array.isArray(value) && value.length === 0)

/** With `include_usage` each part has `usage: null`, and a last part without choices has the tokens. */
function withoutUsage(part: Completion): Completion | undefined {
  if (typeof part !== 'object' || part === null || !('usage' in part)) return part
  const { usage, ...others } = part
  if (usage === null) return others
  return part.choices?.length === 0 ? undefined : part
}
