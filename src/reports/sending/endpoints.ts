import { setTimeout as pause } from 'node:timers/promises'

/** How many messages one endpoint gets at the same time. */
const mostAtOnce = 2
/** A message waits so long for a place at an endpoint, unless the messages there take longer than the second time. */
const patienceMs = 500
const slowMs = 1_000
const lookMs = 10

/** The endpoint has no place for a message now. */
export class EndpointBusy extends Error {}

/** What this process sends to each endpoint now, so that a slow one leaves room for the others. */
export function createEndpoints() {
  /** The begin of each message that is on its way. */
  const sending = new Map<string, Set<{ since: number }>>()
  const runningAt = (endpoint: string) => [...(sending.get(endpoint) ?? [])]

  /** The place is taken in the step that finds it free. @returns the function that gives it back */
  async function takePlace(endpoint: string): Promise<() => void> {
    const end = performance.now() + patienceMs
    for (let running = runningAt(endpoint); running.length >= mostAtOnce; running = runningAt(endpoint)) {
      const isSlow = running.every(({ since }) => performance.now() - since > slowMs)
      if (isSlow || performance.now() > end) throw new EndpointBusy()
      await pause(lookMs)
    }
    return begin(endpoint)
  }

  function begin(endpoint: string): () => void {
    const running = sending.get(endpoint) ?? new Set()
    const message = { since: performance.now() }
    sending.set(endpoint, running.add(message))
    return () => {
      running.delete(message)
      if (!running.size) sending.delete(endpoint)
    }
  }

  return {
    /** Sends a message. @throws EndpointBusy, and as `send` does */
    async use(endpoint: string, send: () => Promise<void>): Promise<void> {
      const leave = await takePlace(endpoint)
      try {
        await send()
      } finally {
        leave()
      }
    },
  }
}

export type Endpoints = ReturnType<typeof createEndpoints>
