import { quietly } from './quietly.ts'

/** What is needed of a context of OpenTelemetry. Contexts are never changed in place. */
export interface TraceContext {
  getValue(key: symbol): unknown
  setValue(key: symbol, value: unknown): TraceContext
}

interface ContextManager {
  active(): TraceContext
  with<Result>(context: TraceContext, work: () => Result): Result
}

/** Where the package `@opentelemetry/api` keeps what the application has set up: every copy of the package finds it there. */
const registry = Symbol.for('opentelemetry.js.api.1')
const callKey = Symbol.for('convograph.call')

/** The id of the call that is under way in a context; undefined if there is none. */
export const callIn = (context: TraceContext): string | undefined => {
  const id = context.getValue(callKey)
  return typeof id === 'string' ? id : undefined
}

/** An id for a call whose spans can learn it; undefined in an application without OpenTelemetry. */
export const newCallId = (): string | undefined =>
  manager() && quietly(() => `call:${globalThis.crypto.randomUUID()}`)

/** Does work whose spans, also those that begin later in it, can learn the id of its call. */
export function inCall<Result>(id: string | undefined, work: () => Result): Result {
  const contexts = id === undefined ? undefined : manager()
  const context = quietly(() => contexts?.active().setValue(callKey, id))
  return contexts && context ? contexts.with(context, work) : work()
}

const manager = () => (globalThis as { [registry]?: { context?: ContextManager } })[registry]?.context
