import { type AiCall, type Analytics, type CommonFields } from '../analytics.ts'
import { merged } from '../core/merged.ts'
import { type ErrorClass, errorClassOf } from './error-class.ts'
import { isUniqueId } from './is-unique-id.ts'
import { quietly } from './quietly.ts'
import { type TokenUsage, usageFields } from './token-usage.ts'

/** What a wrapper needs of the analytics: the queue, and the defaults that hold where the call starts. */
export type CallSink = Pick<Analytics, 'aiCall' | 'defaults'>

/** Fields of every call that a wrapper records, such as `{ botId: 'support-bot' }`. Those of `analytics.run` come first. */
export type CallDefaults = CommonFields & {
  /** The provider of the models, such as `openrouter`. Default: told from the client. */
  provider?: string
}

/** What an answer, or a part of one, says about its call. Never a text of the user or of the model. */
export interface Said {
  responseId?: string
  model?: string
  usage?: TokenUsage
  finishReason?: string
  serviceTier?: string
  /** Whether a part of the answer brings output of the model. */
  hasOutput?: boolean
  /** Times that the library measured closer to the provider, in milliseconds. Default: measured here. */
  durationMs?: number
  timeToFirstTokenMs?: number
  /** Whether a cache of the application answered, so that the provider was not asked. */
  cacheHit?: boolean
  /** The failure that the answer itself reports, such as a response with the status `failed`. */
  errorClass?: ErrorClass
}

/** A call of a model while it runs. Of the three ends, the first one counts. */
export interface ModelCall {
  says(said: Said): void
  succeed(): void
  fail(error: unknown): void
  abort(): void
}

/** What is known of a call before its answer. */
interface KnownCall extends Pick<AiCall, 'callType' | 'model' | 'provider'> {
  /** The id that its spans have too, for a call whose answer has none of its own. */
  callId?: string
}

/** A call of a model that starts now. Its defaults are those of this moment; an end queues it, and never throws. */
export function startModelCall(sink: CallSink, defaults: CallDefaults, known: KnownCall): ModelCall {
  const startedAt = Date.now()
  const start = performance.now()
  const common = commonFields(sink, defaults)
  const said: Said = {}
  let firstOutputMs: number | undefined
  let isOver = false
  const end = (errorClass: ErrorClass | undefined) => {
    if (isOver) return
    isOver = true
    const timing = {
      timestamp: new Date(startedAt).toISOString(),
      durationMs: said.durationMs ?? performance.now() - start,
      timeToFirstTokenMs: said.timeToFirstTokenMs ?? firstOutputMs,
    }
    quietly(() => sink.aiCall({ ...answerFields(common, known, said), ...timing, ...outcome(errorClass) }))
  }
  return {
    says(part) {
      if (part.hasOutput) firstOutputMs ??= performance.now() - start
      learn(said, part)
    },
    succeed: () => end(said.errorClass),
    fail: error => end(quietly(() => errorClassOf(error)) ?? 'unknown'),
    abort: () => end('aborted'),
  }
}

function commonFields(sink: CallSink, { provider: _, ...defaults }: CallDefaults): CommonFields {
  return merged<CommonFields>(
    defaults,
    quietly(() => sink.defaults()),
  )
}

/** Takes over what a further part says; a field that it does not mention stays. Streams do this for each of their parts. */
function learn(said: Said, part: Said): void {
  const { usage } = said
  fill(said, part)
  if (usage && part.usage) said.usage = fill(usage, part.usage)
}

function fill<Fields extends object>(known: Fields, further: Fields): Fields {
  for (const name in further) if (further[name] != null) known[name] = further[name]
  return known
}

function answerFields(common: CommonFields, { callId, ...known }: KnownCall, said: Said): AiCall {
  return {
    ...common,
    ...known,
    model: said.model ?? known.model,
    ...(said.cacheHit && { cacheHit: true }),
    ...given({ eventId: idOfAnswer(said) ?? callId }),
    ...usageFields(said.usage ?? {}),
    properties: {
      ...common.properties,
      ...given({ service_tier: said.serviceTier, finishReason: said.finishReason }),
    },
  }
}

/**
 * The id of the answer, if it stands for this call alone. Spans of OpenTelemetry have the same id, so that the server counts both reports
 * as one call. An answer out of a cache has the id of the call that filled it. Servers of one's own may send a number.
 */
const idOfAnswer = ({ responseId, cacheHit }: Said) =>
  responseId !== undefined && !cacheHit && isUniqueId(String(responseId)) ? `ai:${responseId}` : undefined

const outcome = (errorClass: ErrorClass | undefined): Partial<AiCall> =>
  errorClass ? { success: false, errorClass } : { success: true }

/** The fields that have a value. */
function given<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as Partial<Fields>
}
