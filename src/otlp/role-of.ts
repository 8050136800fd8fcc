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
  const role = labelledRole(span) ?? unlabelledRole(span)
  return isAroundRequest(role, span) ? 'parent' : role
}

function labelledRole({ attributes }: Span): Known | undefined {
  for (const { field, roles, others } of labels) {
    const label = textIn(attributes, field)
    // `ai.generateText.doGenerate` is what its last part says.
    const role = label && (roles.get(label.split('.').at(-1)!.toLowerCase()) ?? others)
    if (role) return role
  }
  return undefined
}

const rolesOf = (roles: Partial<Record<Known, string[]>>): Roles =>
  new Map(Object.entries(roles).flatMap(([role, labels]) => labels.map(label => [label, role as Known])))

type Roles = ReadonlyMap<string, Known>

/** Requests to a model, as OpenTelemetry, OpenLLMetry and LiteLLM name them. */
const requests = {
  COMPLETION: [
    ...['chat', 'completion', 'text_completion', 'generate_content', 'responses'],
    ...['acompletion', 'atext_completion', 'aresponses'],
  ],
  EMBEDDING: ['embeddings', 'embedding', 'aembedding'],
  RERANK: ['rerank', 'arerank'],
}

interface Label {
  field:
    | 'vercelOperation'
    | 'langfuseType'
    | 'operation'
    | 'openInferenceKind'
    | 'requestType'
    | 'traceloopKind'
  /** By the label in lower case. */
  roles: Roles
  /** The role of all other labels; without it the next attribute decides. */
  others?: IgnoredReason
}

/** The attributes by which instrumentations say what a span is, the most specific first. */
const labels: Label[] = [
  {
    field: 'vercelOperation',
    roles: rolesOf({
      COMPLETION: ['dogenerate', 'dostream'],
      EMBEDDING: ['doembed'],
      RERANK: ['dorerank'],
      TOOL_CALL: ['toolcall'],
    }),
    others: 'parent',
  },
  {
    field: 'langfuseType',
    roles: rolesOf({
      COMPLETION: ['generation'],
      EMBEDDING: ['embedding'],
      TOOL_CALL: ['tool'],
      AGENT_RUN: ['agent'],
      parent: ['span', 'chain'],
    }),
    others: 'other_ai',
  },
  {
    field: 'operation',
    roles: rolesOf({
      ...requests,
      TOOL_CALL: ['execute_tool'],
      AGENT_RUN: ['invoke_agent'],
      parent: ['invoke_workflow', 'agent_step'],
    }),
  },
  {
    field: 'openInferenceKind',
    roles: rolesOf({
      COMPLETION: ['llm'],
      EMBEDDING: ['embedding'],
      RERANK: ['reranker'],
      TOOL_CALL: ['tool'],
      AGENT_RUN: ['agent'],
      parent: ['chain'],
    }),
    others: 'other_ai',
  },
  { field: 'requestType', roles: rolesOf(requests) },
  {
    field: 'traceloopKind',
    roles: rolesOf({ TOOL_CALL: ['tool'], AGENT_RUN: ['agent'], parent: ['workflow', 'task'] }),
    others: 'other_ai',
  },
]

/** Before 1.27 the conventions of OpenTelemetry had no name for the operation. */
function unlabelledRole({ kind, attributes }: Span): Known {
  if (kind === spanKinds.SERVER && firstOf(attributes, 'method')) return 'API_CALL'
  const isCall = firstOf(attributes, 'provider') && firstOf(attributes, 'model')
  if (isCall && kind === spanKinds.CLIENT) return 'COMPLETION'
  return isCall || firstOf(attributes, 'operation') ? 'other_ai' : 'not_ai'
}

/**
 * Version 7 of the Vercel AI SDK, whose scope is `gen_ai`, names the span around `embeddings` and `rerank` like the request
 * itself. Only the request has tokens; of a reranking neither has.
 */
const isAroundRequest = (role: Known, { scope, attributes }: Span) =>
  scope === 'gen_ai' && (role === 'EMBEDDING' || role === 'RERANK') && !firstOf(attributes, 'inputTokens')
