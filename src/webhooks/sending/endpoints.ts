import { setTimeout as pause } from 'node:timers/promises'

/** How many messages one endpoint gets at the same time. */
const mostAtOnce = 2
/** A message waits so long for a place at an endpoint, unless the messages there take longer than the second time. */
const patienceMs = 500
const slowMs = 1_000
const lookMs = 10

/** The endpoint has no place for a message now. */
export class EndpointBusy extends Error {}

/** A message on its way. */
interface Sending {
  since: number
}

interface Endpoint {
  sending: Set<Sending>
  /** Whether its last message took long. */
  wasSlow: boolean
}

/**
 * What this process sends to each endpoint now. Slow endpoints together have at most `mostSlow` messages on their way, so that
 * there is room for others.
 */
export function createEndpoints(mostSlow = Infinity) {
  const endpoints = new Map<string, Endpoint>()

  const slowMessages = () =>
    [...endpoints.values()].filter(isSlow).reduce((sum, { sending }) => sum + sending.size, 0)

  function endpointOf(name: string): Endpoint {
    const endpoint = endpoints.get(name) ?? { sending: new Set(), wasSlow: false }
    endpoints.set(name, endpoint)
    return endpoint
  }

  /** The place is taken in the step that finds it free. @returns the function that gives it back */
  async function takePlace(name: string): Promise<() => void> {
    const end = performance.now() + patienceMs
    for (;;) {
      const endpoint = endpointOf(name)
      if (isSlow(endpoint) && slowMessages() >= mostSlow) throw new EndpointBusy()
      if (endpoint.sending.size < mostAtOnce) return begin(name, endpoint)
      if ([...endpoint.sending].every(takesLong) || performance.now() > end) throw new EndpointBusy()
      await pause(lookMs)
    }
  }

  function begin(name: string, endpoint: Endpoint): () => void {
    const message = { since: performance.now() }
    endpoint.sending.add(message)
    return () => {
      endpoint.wasSlow = takesLong(message)
      endpoint.sending.delete(message)
      if (!endpoint.sending.size && !endpoint.wasSlow) endpoints.delete(name)
    }
  }

  return {
    /** Sends a message. @throws EndpointBusy, and as `send` does */
    async use<Result>(name: string, send: () => Promise<Result>): Promise<Result> {
      const leave = await takePlace(name)
      try {
        return await send()
      } finally {
        leave()
      }
    },
  }
}

const takesLong = ({ since }: Sending) => performance.now() - since > slowMs

const isSlow = ({ sending, wasSlow }: Endpoint) => wasSlow || [...sending].some(takesLong)

export type Endpoints = ReturnType<typeof createEndpoints>
