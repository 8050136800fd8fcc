import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Context,
  type ContextManager,
  context,
  ROOT_CONTEXT,
  SpanKind,
  type Tracer,
} from '@opentelemetry/api'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAnalytics } from '../../../packages/sdk/src/node.ts'
import { observeOpenAI } from '../../../packages/sdk/src/openai.ts'
import { convographSpans } from '../../../packages/sdk/src/opentelemetry.ts'
import { traced } from '../../support/otlp/traced.ts'
import { embeddingAnswer } from '../../support/providers/openai-answers.ts'
import { type ProviderServer, startProvider } from '../../support/providers/provider-server.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { inPostgres } from '../../support/track-events.ts'

let app: TestApp
let provider: ProviderServer
beforeAll(async () => {
  app = await startTestApp()
  provider = await startProvider()
  context.setGlobalContextManager(asyncContexts())
})
afterAll(async () => {
  context.disable()
  await provider[Symbol.asyncDispose]()
  await app.close()
})

/** Contexts that follow an `await`, as the SDK of OpenTelemetry for Node.js has them. */
function asyncContexts(): ContextManager {
  const running = new AsyncLocalStorage<Context>()
  const manager: ContextManager = {
    active: () => running.getStore() ?? ROOT_CONTEXT,
    with: (active, work, self, ...args) => running.run(active, () => work.apply(self, args)),
    bind: (_, target) => target,
    enable: () => manager,
    disable: () => manager,
  }
  return manager
}

/** A client whose calls begin spans as instrumentations do: inside of the call, by the conventions, without an id if there is none. */
function instrumented(tracer: Tracer): OpenAI {
  const client = new OpenAI({ baseURL: `${provider.url}/v1`, apiKey: 'k', maxRetries: 0 })
  const spanned = (of: { create: (...args: never[]) => PromiseLike<unknown> }, operation: string) => {
    const create = of.create.bind(of)
    of.create = (...args) => {
      const span = tracer.startSpan(operation, {
        kind: SpanKind.CLIENT,
        attributes: {
          'gen_ai.operation.name': operation,
          'gen_ai.provider.name': 'openai',
          'gen_ai.request.model': 'a-model',
          'gen_ai.usage.input_tokens': 8,
        },
      })
      const answer = create(...args)
      const end = (answered?: { id?: string }) => {
        if (answered?.id) span.setAttribute('gen_ai.response.id', answered.id)
        span.end()
      }
      void answer.then(
        answered => end(answered as { id?: string }),
        () => end(),
      )
      return answer
    }
  }
  spanned(client.embeddings as never, 'embeddings')
  spanned(client.chat.completions as never, 'chat')
  return client
}

const question = { model: 'a-model', messages: [{ role: 'user' as const, content: 'well?' }] }
const embedded = { model: 'a-model', input: 'well?' }
const numbered = {
  id: 'chatcmpl-17',
  object: 'chat.completion',
  model: 'a-model',
  choices: [],
  usage: { prompt_tokens: 8, completion_tokens: 1 },
}

/** Each kind of call that has no id of its own: two of each, which are alike. */
async function calling(project: string, processors = [convographSpans()]): Promise<void> {
  const url = new URL(app.url).origin
  const token = app.token('service', project)
  const analytics = createAnalytics({ url, key: token })
  await traced({ exporter: 'JSON', url: `${url}/v1/traces`, token, processors }, async tracer => {
    const openai = observeOpenAI(instrumented(tracer), analytics)
    provider.replies({ json: embeddingAnswer(true) })
    await Promise.all([openai.embeddings.create(embedded), openai.embeddings.create(embedded)])
    provider.replies({ json: numbered })
    for (let n = 0; n < 2; n++) await openai.chat.completions.create(question)
    provider.replies({ status: 500, json: { error: { message: 'no' } } })
    for (let n = 0; n < 2; n++) await openai.chat.completions.create(question).catch(() => {})
  })
  await analytics.shutdown()
}

const callsIn = (project: string) =>
  inPostgres(app, project, `call_type, success, left(event_id, 5) as prefix`)

test('calls without an id of their own count once when a wrapper and a span report them', async () => {
  await calling('once')
  const calls = await callsIn('once')
  expect(calls).toHaveLength(6)
  expect(calls.every(call => (call as { prefix: string }).prefix === 'call:')).toBe(true)
  expect(calls.filter(call => (call as { call_type: string }).call_type === 'EMBEDDING')).toHaveLength(2)
})

test('without the span processor no call is lost, and each has two reports', async () => {
  await calling('apart', [])
  expect(await callsIn('apart')).toHaveLength(12)
})
