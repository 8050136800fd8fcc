import { firstOf, textIn } from './read.ts'
import { type Span, spanKinds } from './span.ts'

/** A span that becomes an event. */
export type Role = 'COMPLETION' | 'EMBEDDING' | 'RERANK' | 'TOOL_CALL' | 'AGENT_RUN' | 'API_CALL'

/**
 * Why a span becomes no event: it contains model calls and may repeat their tokens, it is a step of an AI application of
 * another kind, or it has nothing to do with models.
 */
export const ignoredReasons = ['parent', 'other_ai', 'not_ai'] as const
export type IgnoredReason = (typeof ignoredReasons)[number]

type Known = Role | IgnoredReason

/**
 * What a span is, by its own attributes alone: spans arrive in any order and in different requests, so that whether others
 * have been seen must not matter.
 */
export function roleOf(span: Span): Known {
  for (const { field, roles } of labels) {
    const label = textIn(span.attributes, field)
    const role = label === undefined ? undefined : roles(label, span)
    if (role) return role
  }
  return unlabelled(span)
}

interface Labels {
  field:
    | 'vercelOperation'
    | 'langfuseType'
    | 'operation'
    | 'openInferenceKind'
    | 'requestType'
    | 'traceloopKind'
  roles(label: string, span: Span): Known | undefined
}

/** The names of requests to a model, as OpenTelemetry, OpenLLMetry and LiteLLM write them. */
const requests: Record<string, Role> = {
  ...Object.fromEntries(
    [
      'chat',
      'completion',
      'text_completion',
      'generate_content',
      'responses',
      'acompletion',
      'atext_completion',
      'aresponses',
    ].map(name => [name, 'COMPLETION']),
  ),
  ...Object.fromEntries(['embeddings', 'embedding', 'aembedding'].map(name => [name, 'EMBEDDING'])),
  ...Object.fromEntries(['rerank', 'arerank'].map(name => [name, 'RERANK'])),
}

const operations: Record<string, Known> = {
  ...requests,
  execute_tool: 'TOOL_CALL',
  invoke_agent: 'AGENT_RUN',
  invoke_workflow: 'parent',
  agent_step: 'parent',
}

const openInference: Record<string, Known> = {
  LLM: 'COMPLETION',
  EMBEDDING: 'EMBEDDING',
  RERANKER: 'RERANK',
  TOOL: 'TOOL_CALL',
  AGENT: 'AGENT_RUN',
  CHAIN: 'parent',
}

const langfuse: Record<string, Known> = {
  generation: 'COMPLETION',
  embedding: 'EMBEDDING',
  tool: 'TOOL_CALL',
  agent: 'AGENT_RUN',
  span: 'parent',
  chain: 'parent',
}

const traceloop: Record<string, Known> = {
  tool: 'TOOL_CALL',
  agent: 'AGENT_RUN',
  workflow: 'parent',
  task: 'parent',
}

/** The labels by which instrumentations say what a span is, the most specific first. */
const labels: Labels[] = [
  { field: 'vercelOperation', roles: vercelRole },
  { field: 'langfuseType', roles: label => langfuse[label.toLowerCase()] ?? 'other_ai' },
  { field: 'operation', roles: operationRole },
  { field: 'openInferenceKind', roles: label => openInference[label.toUpperCase()] ?? 'other_ai' },
  { field: 'requestType', roles: label => requests[label.toLowerCase()] },
  { field: 'traceloopKind', roles: label => traceloop[label.toLowerCase()] ?? 'other_ai' },
]

/** The Vercel AI SDK wraps each request to a provider (`ai.generateText.doGenerate`) in a span that repeats its tokens. */
function vercelRole(label: string): Known {
  if (label.endsWith('.doGenerate') || label.endsWith('.doStream')) return 'COMPLETION'
  if (label.endsWith('.doEmbed')) return 'EMBEDDING'
  if (label.endsWith('.doRerank')) return 'RERANK'
  return label === 'ai.toolCall' ? 'TOOL_CALL' : 'parent'
}

/**
 * Version 7 of the Vercel AI SDK, whose scope is `gen_ai`, names the span around `embeddings` and `rerank` like the request
 * itself. Only the request has tokens; of a reranking neither has.
 */
function operationRole(label: string, { scope, attributes }: Span): Known | undefined {
  const role = operations[label.toLowerCase()]
  if (scope !== 'gen_ai' || (role !== 'EMBEDDING' && role !== 'RERANK')) return role
  return firstOf(attributes, 'inputTokens') ? role : 'parent'
}

/** Before 1.27 the conventions of OpenTelemetry had no name for the operation. */
function unlabelled({ kind, attributes }: Span): Known {
  if (kind === spanKinds.SERVER && firstOf(attributes, 'method')) return 'API_CALL'
  const isCall = firstOf(attributes, 'provider') && firstOf(attributes, 'model')
  if (isCall && kind === spanKinds.CLIENT) return 'COMPLETION'
  return isCall || firstOf(attributes, 'operation') ? 'other_ai' : 'not_ai'
}
