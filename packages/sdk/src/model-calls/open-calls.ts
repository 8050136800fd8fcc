import { type ModelCall } from './model-call.ts'

/** Calls that a library announces under an id and ends under the same one. */
export interface OpenCalls {
  /** Begins a call, unless one of this id is open: then this is another attempt of the same call. */
  open(id: string, start: () => ModelCall): void
  get(id: string): ModelCall | undefined
  /** Ends the call of this id, if it is open. */
  end(id: string, end: (call: ModelCall) => void): void
}

/** A library may leave a call without its end, such as a stream that nobody reads on. The oldest is then forgotten. */
const mostOpen = 10_000

export function openCalls(): OpenCalls {
  const calls = new Map<string, ModelCall>()
  return {
    open(id, start) {
      if (calls.has(id)) return
      if (calls.size >= mostOpen) calls.delete(calls.keys().next().value as string)
      calls.set(id, start())
    },
    get: id => calls.get(id),
    end(id, end) {
      const call = calls.get(id)
      calls.delete(id)
      if (call) end(call)
    },
  }
}
