/** How many messages one endpoint gets at the same time, so that a slow one leaves room for the others. */
const mostAtOnce = 2

/** Counts what this process sends to each endpoint now. */
export function createEndpoints() {
  const busy = new Map<string, number>()
  return {
    /** @returns the function that ends the use; undefined while the endpoint is busy */
    enter(endpoint: string): (() => void) | undefined {
      const count = busy.get(endpoint) ?? 0
      if (count >= mostAtOnce) return undefined
      busy.set(endpoint, count + 1)
      return () => {
        const left = busy.get(endpoint)! - 1
        if (left) busy.set(endpoint, left)
        else busy.delete(endpoint)
      }
    },
  }
}

export type Endpoints = ReturnType<typeof createEndpoints>
