import { within } from './within.ts'

/** Wakes a loop. A ring that comes while the loop works ends its next pause. */
export function createBell() {
  let rung = Promise.withResolvers<void>()
  return {
    ring: () => rung.resolve(),
    /** Resolves with the next ring, or after this time. */
    async heard(ms: number): Promise<void> {
      await within(ms, rung.promise)
      rung = Promise.withResolvers<void>()
    },
  }
}
