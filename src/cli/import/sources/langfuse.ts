import { type RowEvent } from '../row-event.ts'
import { between, milliseconds } from './ai-calls.ts'
import { decimal, idIn, idOf, instant, iso, list, number, object, present, text } from './cells.ts'
import { type Columns, type Source, type SourceSettings, type Taken } from './source.ts'

/**
 * Langfuse's observations, traces and scores, from its API, a blob storage export or the UI:
 * https://langfuse.com/docs/api-and-data-platform/features/export-from-ui
 */
export const langfuse: Source = {
  title: 'Langfuse',
  recognizes: columns => readerOf(camel(columns)) !== undefined,
  read: (columns, settings) => {
    const row = camel(columns)
    return readerOf(row)?.(row, settings) ?? [{ skipped: 'rows of an unknown shape' }]
  },
}

type Reader = (row: Columns, settings: SourceSettings) => Iterable<Taken>

const readerOf = (row: Columns): Reader | undefined => {
  if ('type' in row && 'startTime' in row && ('traceId' in row || 'usageDetails' in row)) return observation
  if ('value' in row && 'name' in row && ('traceId' in row || 'observationId' in row)) return score
  return 'timestamp' in row &&
    ['sessionId', 'release', 'public', 'bookmarked', 'traceName'].some(key => key in row) &&
    'id' in row
    ? trace
    : undefined
}

/** Exports name their columns in two ways: `trace_id` and `traceId`. */
const camel = (columns: Columns): Columns =>
  Object.fromEntries(
    Object.entries(columns).map(([key, cell]) => [
      key.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase()),
      cell,
    ]),
  )

const callTypes: Record<string, string> = { GENERATION: 'COMPLETION', EMBEDDING: 'EMBEDDING' }

function observation(row: Columns, settings: SourceSettings): Taken[] {
  const type = text(row.type) ?? ''
  if (!Object.hasOwn(callTypes, type)) return [{ skipped: `observations of the type ${type}` }]
  const { startTime } = row
  const at = instant({ startTime }, settings)
  return [
    {
      kind: 'aiCall',
      event: present({
        ...shared('lf:', row, at),
        callType: callTypes[type],
        ...usage(row),
        ...times(row, at, settings),
        ...failure(row),
        properties: observationProperties(row),
      }),
    },
  ]
}

const shared = (prefix: string, row: Columns, at: number): RowEvent => ({
  eventId: idOf(prefix, text(row.id)),
  userId: idIn(row.userId),
  conversationId: text(row.sessionId),
  timestamp: iso(at),
})

/** The parts of Langfuse's usage exclude each other: cached input is not in `input`, reasoning not in `output`. */
function usage(row: Columns): Columns {
  const details = object(row.usageDetails ?? row.providedUsageDetails)
  const former = object(row.usage)
  const part = (...keys: string[]) => keys.map(key => number(details[key])).find(value => value !== undefined)
  const reasoning = part('output_reasoning_tokens', 'output_reasoning')
  const [audioIn, audioOut] = [
    part('input_audio_tokens', 'input_audio'),
    part('output_audio_tokens', 'output_audio'),
  ]
  const input = part('input') ?? number(former.input) ?? number(row.promptTokens) ?? number(row.inputUsage)
  const output =
    part('output') ?? number(former.output) ?? number(row.completionTokens) ?? number(row.outputUsage)
  const cost = object(row.costDetails ?? row.providedCostDetails)
  return {
    model: text(row.providedModelName) ?? text(row.model) ?? text(row.internalModelId),
    inputTokens: sum(input, audioIn),
    cachedTokens: part('input_cached_tokens', 'cache_read_input_tokens', 'input_cache_read'),
    cacheWriteTokens: part('cache_creation_input_tokens', 'input_cache_creation'),
    inputIncludesCached: false,
    outputTokens: sum(output, reasoning, audioOut),
    reasoningTokens: reasoning,
    audioInputTokens: audioIn,
    audioOutputTokens: audioOut,
    costUsd: decimal(row.totalCost) ?? decimal(cost.total) ?? decimal(row.calculatedTotalCost),
  }
}

/** Undefined if all parts are. */
function sum(...parts: (number | undefined)[]): number | undefined {
  const known = parts.filter(part => part !== undefined)
  return known.length === 0 ? undefined : known.reduce((total, part) => total + part, 0)
}

function times(
  { endTime, completionStartTime, latency, timeToFirstToken }: Columns,
  at: number,
  settings: SourceSettings,
): Columns {
  const instantOf = (cells: Columns) =>
    text(Object.values(cells)[0]) === undefined ? undefined : instant(cells, settings)
  return {
    durationMs: between(at, instantOf({ endTime })) ?? milliseconds(latency),
    timeToFirstTokenMs: between(at, instantOf({ completionStartTime })) ?? milliseconds(timeToFirstToken),
  }
}

const failure = ({ level, statusMessage }: Columns): Columns =>
  level === 'ERROR' ? { success: false, errorMessage: text(statusMessage)?.slice(0, 2_000) } : {}

const tagsOf = ({ tags }: Columns): unknown[] | undefined => (list(tags).length > 0 ? list(tags) : undefined)

const observationProperties = (row: Columns): Columns =>
  present({
    name: row.name,
    traceId: row.traceId,
    parentId: row.parentObservationId,
    environment: row.environment,
    version: row.version,
    prompt: row.promptName,
    tags: tagsOf(row),
  })

/** A trace of a session is a part of its conversation; the first one is the start. */
function trace(row: Columns, settings: SourceSettings): Taken[] {
  const { timestamp } = row
  if (text(row.sessionId) === undefined) return [{ skipped: 'traces without a session' }]
  return [
    {
      kind: 'conversation',
      event: present({
        ...shared('lf:', row, instant({ timestamp }, settings)),
        properties: traceProperties(row),
      }),
    },
  ]
}

const traceProperties = (row: Columns): Columns =>
  present({
    name: row.name,
    environment: row.environment,
    release: row.release,
    version: row.version,
    tags: tagsOf(row),
  })

/** A whole number from 1 to 5 of a session is the satisfaction with the conversation, any other score an event. */
function score(row: Columns, settings: SourceSettings): Taken[] {
  const { timestamp, createdAt } = row
  const base = shared('lf:', row, instant({ timestamp, createdAt }, settings))
  const value = number(row.value)
  const isRating =
    value !== undefined &&
    [1, 2, 3, 4, 5].includes(value) &&
    /satisf|rating|csat|stars/i.test(String(row.name))
  if (isRating && base.conversationId)
    return [{ kind: 'conversation', event: present({ ...base, satisfaction: value }) }]
  const { name, source, traceId, observationId, stringValue, dataType } = row
  return [
    {
      kind: 'event',
      event: present({
        ...base,
        name: 'score',
        properties: present({
          score: name,
          value: value ?? row.value,
          stringValue,
          source,
          dataType,
          traceId,
          observationId,
        }),
      }),
    },
  ]
}
