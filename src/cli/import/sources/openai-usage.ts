import { hashedId, instant, iso, list, number, object, present } from './cells.ts'
import { type Columns, type Source, type SourceSettings, type Taken } from './source.ts'

/**
 * Usage and costs of an organization at OpenAI (https://platform.openai.com/docs/api-reference/usage), as pages or buckets.
 * They are sums over many calls, so they become system metrics: as calls they would count a second time.
 */
export const openaiUsage: Source = {
  title: 'OpenAI usage',
  recognizes: ({ object: type, data, results }) =>
    (type === 'page' && list(data).length > 0) || (type === 'bucket' && Array.isArray(results)),
  read: (columns, settings) => {
    if (columns.object !== 'page') return bucket(columns, settings)
    return list(columns.data).flatMap(one => [...bucket(object(one), settings)])
  },
}

/** What a result is told apart by: the fields that the request grouped by. */
const groups = [
  ...[
    'project_id',
    'user_id',
    'api_key_id',
    'model',
    'batch',
    'service_tier',
    'line_item',
    'organization_id',
  ],
  ...['size', 'source', 'vector_store_id'],
]

function* bucket(columns: Columns, settings: SourceSettings): Generator<Taken> {
  const { start_time } = columns
  const at = instant({ start_time }, settings)
  for (const result of list(columns.results).map(object)) yield* metrics(result, at, number(columns.end_time))
}

function* metrics(result: Columns, at: number, end: number | undefined): Generator<Taken> {
  const labels = present(Object.fromEntries(groups.map(group => [group, result[group]])))
  const usage = String(result.object).split('.').at(-2) ?? 'usage'
  for (const { name, value, unit } of readings(result))
    yield {
      kind: 'systemMetric',
      event: {
        eventId: hashedId('oai:', [at, end, result.object, name, labels]),
        name: `openai.${name}`,
        value,
        unit,
        timestamp: iso(at),
        properties: { ...labels, usage },
      },
    }
}

interface Reading {
  name: string
  value: number
  unit: string
}

function readings(result: Columns): Reading[] {
  const { value, currency = 'usd' } = object(result.amount)
  const counted = Object.keys(result).flatMap(field => {
    const [name, unit] = nameAndUnit(field)
    const count = number(result[field])
    return unit === undefined || count === undefined ? [] : [{ name, value: count, unit }]
  })
  const amount = number(value)
  return amount === undefined
    ? counted
    : [...counted, { name: 'cost', value: amount, unit: String(currency) }]
}

const nameAndUnit = (field: string): [name: string, unit?: string] => {
  if (field === 'num_model_requests') return ['requests', 'requests']
  if (field.endsWith('_tokens')) return [field, 'tokens']
  return field in units ? [field, units[field]] : [field]
}

const units: Record<string, string> = {
  images: 'images',
  characters: 'characters',
  seconds: 'seconds',
  num_sessions: 'sessions',
  usage_bytes: 'bytes',
}
