import { expect, test } from 'vitest'
import { roleOf } from '../../../src/otlp/role-of.ts'
import { spansIn } from '../../../src/otlp/spans-in.ts'
import { jsonSpans, type Plain, type PlainSpan } from '../../support/otlp/json-spans.ts'

const roleIn = (attributes: Record<string, Plain>, span: PlainSpan = {}, scope = 'test') =>
  roleOf(spansIn(jsonSpans([{ ...span, attributes }], { scope }))[0]!)

test.each([
  ['ai.operationId', 'ai.generateText.doGenerate', 'COMPLETION'],
  ['ai.operationId', 'ai.streamObject.doStream', 'COMPLETION'],
  ['ai.operationId', 'ai.embedMany.doEmbed', 'EMBEDDING'],
  ['ai.operationId', 'ai.rerank.doRerank', 'RERANK'],
  ['ai.operationId', 'ai.toolCall', 'TOOL_CALL'],
  ['ai.operationId', 'ai.streamText', 'parent'],
  ['ai.operationId', 'ai.embed', 'parent'],
  ['gen_ai.operation.name', 'chat', 'COMPLETION'],
  ['gen_ai.operation.name', 'text_completion', 'COMPLETION'],
  ['gen_ai.operation.name', 'generate_content', 'COMPLETION'],
  ['gen_ai.operation.name', 'embeddings', 'EMBEDDING'],
  ['gen_ai.operation.name', 'execute_tool', 'TOOL_CALL'],
  ['gen_ai.operation.name', 'invoke_agent', 'AGENT_RUN'],
  ['gen_ai.operation.name', 'invoke_workflow', 'parent'],
  ['gen_ai.operation.name', 'agent_step', 'parent'],
  ['gen_ai.operation.name', 'create_agent', 'other_ai'],
  ['openinference.span.kind', 'LLM', 'COMPLETION'],
  ['openinference.span.kind', 'EMBEDDING', 'EMBEDDING'],
  ['openinference.span.kind', 'RERANKER', 'RERANK'],
  ['openinference.span.kind', 'TOOL', 'TOOL_CALL'],
  ['openinference.span.kind', 'AGENT', 'AGENT_RUN'],
  ['openinference.span.kind', 'CHAIN', 'parent'],
  ['openinference.span.kind', 'RETRIEVER', 'other_ai'],
  ['llm.request.type', 'chat', 'COMPLETION'],
  ['llm.request.type', 'acompletion', 'COMPLETION'],
  ['llm.request.type', 'embedding', 'EMBEDDING'],
  ['llm.request.type', 'rerank', 'RERANK'],
  ['traceloop.span.kind', 'tool', 'TOOL_CALL'],
  ['traceloop.span.kind', 'agent', 'AGENT_RUN'],
  ['traceloop.span.kind', 'workflow', 'parent'],
  ['traceloop.span.kind', 'task', 'parent'],
  ['langfuse.observation.type', 'generation', 'COMPLETION'],
  ['langfuse.observation.type', 'embedding', 'EMBEDDING'],
  ['langfuse.observation.type', 'tool', 'TOOL_CALL'],
  ['langfuse.observation.type', 'agent', 'AGENT_RUN'],
  ['langfuse.observation.type', 'span', 'parent'],
  ['langfuse.observation.type', 'guardrail', 'other_ai'],
])('%s of %s is %s', (name, label, role) => {
  expect(roleIn({ [name]: label })).toBe(role)
})

const vercelParent = { 'ai.operationId': 'ai.generateText', 'gen_ai.operation.name': 'chat' }
const model = { 'gen_ai.system': 'openai', 'gen_ai.request.model': 'gpt-4o' }

test.each<[string, Record<string, Plain>, PlainSpan, string]>([
  ['the more specific label decides', vercelParent, {}, 'parent'],
  [
    'an unknown operation leaves it to the next label',
    { 'gen_ai.operation.name': 'x', 'llm.request.type': 'chat' },
    {},
    'COMPLETION',
  ],
  ['a client span with provider and model needs no label', model, { kind: 3 }, 'COMPLETION'],
  ['an enum may be a name', model, { kind: 'SPAN_KIND_CLIENT' }, 'COMPLETION'],
  ['an internal one may be around calls', model, { kind: 1 }, 'other_ai'],
  [
    'a server span with a method is a request to the application',
    { 'http.method': 'GET' },
    { kind: 2 },
    'API_CALL',
  ],
  ['a request of the application to others is nothing', { 'http.method': 'GET' }, { kind: 3 }, 'not_ai'],
  ['neither is any other span', {}, { kind: 5 }, 'not_ai'],
])('%s', (_, attributes, span, role) => {
  expect(roleIn(attributes, span)).toBe(role)
})

test('version 7 of the Vercel AI SDK gives the span around embeddings the same name, and no tokens', () => {
  const around = { 'gen_ai.operation.name': 'embeddings' }
  expect(roleIn(around, {}, 'gen_ai')).toBe('parent')
  expect(roleIn({ ...around, 'gen_ai.usage.input_tokens': 7 }, {}, 'gen_ai')).toBe('EMBEDDING')
  expect(roleIn({ 'gen_ai.operation.name': 'rerank' }, {}, 'gen_ai')).toBe('parent')
})
