import { Rejection } from '../checks/rejection.ts'
import { type ApiCallInput } from '../ingest/kinds/api-call.ts'
import { type EventInput } from '../ingest/kinds/custom-event.ts'
import { type AnyEvent } from '../schema/tracking/track-input.ts'
import { errorClassOf, hasFailed } from './error-class.ts'
import { modelCall } from './model-call.ts'
import { numberIn, textIn } from './read.ts'
import { type IgnoredReason, ignoredReasons, type Role, roleOf } from './role-of.ts'
import { sharedFields, sharedProperties } from './shared-fields.ts'
import { type Span } from './span.ts'
import { msSince } from './times.ts'

/** The outcome of reading spans. */
export interface Facts {
  /** Items for `track`, in the order of the spans. One without a `timestamp` comes from a span without any time. */
  facts: AnyEvent[]
  /** How many spans became no event, by the reason. */
  ignored: Record<IgnoredReason, number>
  /** Why spans that should have become events did not. */
  rejected: Rejection[]
}

/** The events that spans report. Reads each span by itself: the order of the spans, and spans of other requests, do not matter. */
export function factsOf(spans: Span[]): Facts {
  const facts: Facts = { facts: [], ignored: { parent: 0, other_ai: 0, not_ai: 0 }, rejected: [] }
  for (const span of spans) add(facts, span)
  return facts
}

function add({ facts, ignored, rejected }: Facts, span: Span): void {
  const role = roleOf(span)
  if (isIgnored(role)) ignored[role]++
  else if (hasIds(span)) facts.push(factOf(span, role))
  else rejected.push(invalidIds())
}

const isIgnored = (role: Role | IgnoredReason): role is IgnoredReason =>
  (ignoredReasons as readonly string[]).includes(role)

/** By the specification an id of zeros is none. */
const hasIds = ({ traceId, spanId }: Span) =>
  /^(?!0+$)[\da-f]{32}$/.test(traceId) && /^(?!0+$)[\da-f]{16}$/.test(spanId)

const invalidIds = () =>
  new Rejection(
    'INVALID_TEXT',
    'spanId',
    'A trace id must have 16 bytes, a span id 8, and not all of them 0.',
  )

function factOf(span: Span, role: Role): AnyEvent {
  if (role === 'API_CALL') return { apiCall: apiCall(span) }
  if (role === 'TOOL_CALL') return { event: step(span, 'tool_call', 'tool') }
  if (role === 'AGENT_RUN') return { event: step(span, 'agent_run', 'agent') }
  return { aiCall: modelCall(span, role) }
}

/** A request that a server of the application answered. An unknown route has no path, which may hold ids. */
function apiCall(span: Span): ApiCallInput {
  const { attributes } = span
  return {
    ...sharedFields(span),
    endpoint: textIn(attributes, 'route') ?? '(unmatched)',
    method: textIn(attributes, 'method'),
    statusCode: numberIn(attributes, 'statusCode') ?? 0,
    durationMs: msSince(span.start, span.end),
    properties: { ...sharedProperties(span), errorClass: errorClassOf(span) },
  }
}

/** A call of a tool, or a run of an agent, as a custom event. */
function step(span: Span, name: string, property: 'tool' | 'agent'): EventInput {
  return {
    ...sharedFields(span),
    name,
    properties: {
      ...sharedProperties(span),
      [property]: textIn(span.attributes, property),
      durationMs: msSince(span.start, span.end),
      success: !hasFailed(span),
      errorClass: errorClassOf(span),
    },
  }
}
