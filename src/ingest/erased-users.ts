import { type Database } from '../postgres/database.ts'
import { keepListening } from '../postgres/keep-listening.ts'

/** The channel on which processes hear that users were erased. */
export const erasedChannel = 'convograph_erased'

/** Calls `forget` whenever users were erased by any process: what this one remembers of users may be wrong. */
export function onErased(database: Pick<Database, 'connect'>, forget: () => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const listening = keepListening(database, erasedChannel, stopping.signal, forget)
  return {
    stop: async () => {
      stopping.abort()
      await listening
    },
  }
}
