import { type ClientBase } from 'pg'
import { type Database } from '../postgres/database.ts'
import { keepListening } from '../postgres/keep-listening.ts'

/** The channel on which processes hear that users were erased. */
const erasedChannel = 'convograph_erased'

/** Tells every process, once the transaction is committed, that users of a project were erased. */
export async function tellErased(client: ClientBase, project: string): Promise<void> {
  await client.query('select pg_notify($1, $2)', [erasedChannel, project])
}

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
