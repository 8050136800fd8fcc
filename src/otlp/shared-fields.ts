import { propertiesOf } from '../checks/properties.ts'
import { type KindInput } from '../ingest/kinds/every-kind.ts'
import { propertyKeyOf } from './attribute-names.ts'
import { errorTypeOf } from './error-class.ts'
import { textIn } from './read.ts'
import { type Attributes, type Span, type Value } from './span.ts'
import { timestampOf } from './times.ts'

/** The fields that the event of any span has. */
export function sharedFields(span: Span): Partial<KindInput> {
  const { attributes, resource } = span
  return {
    eventId: spanEventId(span),
    userId: textIn(attributes, 'userId'),
    conversationId: textIn(attributes, 'conversationId'),
    botId: textIn(attributes, 'botId') ?? serviceOf(resource),
    timestamp: timestampOf(span),
  }
}

/** A span that is sent again has the same id, and counts once. */
export const spanEventId = ({ traceId, spanId }: Span) => `otel:${traceId}:${spanId}`

/** The name that SDKs fill in, such as `unknown_service:node`, says nothing. */
function serviceOf(resource: Attributes): string | undefined {
  const name = textIn(resource, 'service')
  return name?.startsWith('unknown_service') ? undefined : name
}

/** The properties that the event of any span has. */
export function sharedProperties(span: Span): Record<string, Value> {
  const { attributes, resource } = span
  return {
    ...ownProperties(attributes),
    traceId: span.traceId,
    instrumentation: span.scope || undefined,
    schemaUrl: span.schemaUrl || undefined,
    service: serviceOf(resource),
    environment: textIn(attributes, 'environment') ?? textIn(resource, 'environment'),
    errorType: errorTypeOf(span),
  }
}

const mostCharacters = 1_000
const mostOwn = 50

/** What the application adds under names of its own. A longer value, or one that cannot be stored, is left out. */
function ownProperties(attributes: Attributes): Record<string, Value> {
  const own = [...attributes].flatMap(([name, value]) => {
    const key = propertyKeyOf(name)
    return key && isProperty(value) ? [[key, value] as const] : []
  })
  return Object.fromEntries(own.slice(0, mostOwn))
}

function isProperty(value: Value): boolean {
  try {
    return value !== undefined && propertiesOf({ value }, 'properties').length <= mostCharacters
  } catch {
    return false
  }
}
