import { setTimeout as pause } from 'node:timers/promises'
import { type Client } from 'pg'
import { type Database } from './database.ts'

const reconnectMs = 2_000

/**
 * Listens on a channel until the end of `signal`, on a session that is opened again after it breaks. `onMessage` gets the
 * payload of each message, and an empty text whenever a session begins: messages before that may be lost.
 */
export async function keepListening(
  database: Pick<Database, 'connect'>,
  channel: string,
  signal: AbortSignal,
  onMessage: (payload: string) => void,
): Promise<void> {
  while (!signal.aborted) {
    await listen(database, channel, signal, onMessage).catch(() => undefined)
    await pause(reconnectMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Resolves when the session ends. */
async function listen(
  database: Pick<Database, 'connect'>,
  channel: string,
  signal: AbortSignal,
  onMessage: (payload: string) => void,
): Promise<void> {
  const session = await database.connect()
  const ended = new Promise<void>(resolve => session.once('end', resolve))
  const end = () => void endSession(session)
  signal.addEventListener('abort', end, { once: true })
  try {
    session.on('notification', ({ payload = '' }) => onMessage(payload))
    await session.query(`listen ${channel}`)
    onMessage('')
    if (!signal.aborted) await ended
  } finally {
    signal.removeEventListener('abort', end)
    await endSession(session)
  }
}

const endSession = (session: Client) => session.end().catch(() => undefined)
