import { type ModelCall } from './model-call.ts'

/** Calls that a library announces under an id and ends under the same one. One id may have several parts at a time. */
export interface OpenCalls {
  /** Begins a call, unless this part is open: then this is another attempt of the same call. */
  open(id: string, start: () => ModelCall, part?: string): void
  get(id: string): ModelCall | undefined
  /** Ends the call of this part, if it is open. */
  end(id: string, end: (call: ModelCall) => void, part?: string): void
  /** Ends the first of the open parts, and forgets the others: further attempts of the same call. */
  endFirst(id: string, end: (call: ModelCall) => void): void
  /** Forgets the open parts: attempts that failed before another one succeeded. */
  forget(id: string): void
}

/** A library may leave a call without its end, such as a stream that nobody reads on. The oldest is then forgotten. */
const mostOpen = 10_000

export function openCalls(): OpenCalls {
  const calls = new Map<string, Map<string, ModelCall>>()
  const partsOf = (id: string) => {
    const parts = calls.get(id) ?? new Map<string, ModelCall>()
    calls.set(id, parts)
    if (calls.size > mostOpen) calls.delete(calls.keys().next().value as string)
    return parts
  }
  return {
    open(id, start, part = '') {
      const parts = partsOf(id)
      if (!parts.has(part)) parts.set(part, start())
    },
    get: id => calls.get(id)?.get(''),
    end(id, end, part = '') {
      const parts = calls.get(id)
      const call = parts?.get(part)
      parts?.delete(part)
      if (parts?.size === 0) calls.delete(id)
      if (call) end(call)
    },
    endFirst(id, end) {
      const [first] = calls.get(id)?.values() ?? []
      calls.delete(id)
      if (first) end(first)
    },
    forget: id => void calls.delete(id),
  }
}
