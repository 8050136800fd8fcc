import { setTimeout as pause } from 'node:timers/promises'
import { type Client } from 'pg'
import { type Database } from '../postgres/database.ts'

/** The channel of PostgreSQL on which processes tell each other of new and of cancelled jobs. */
export const channel = 'convograph_work'

const reconnectMs = 2_000

/**
 * Listens until the end of `signal`, on a session that is opened again after it breaks. The payload of a message is the id of
 * a cancelled job, or empty for a new one. Messages may be lost, so a listener polls too.
 */
export async function keepListening(
  database: Database,
  signal: AbortSignal,
  onMessage: (cancelled: string) => void,
): Promise<void> {
  while (!signal.aborted) {
    await listen(database, signal, onMessage).catch(() => undefined)
    await pause(reconnectMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Resolves when the session ends. */
async function listen(
  database: Database,
  signal: AbortSignal,
  onMessage: (cancelled: string) => void,
): Promise<void> {
  const session = await database.connect()
  const ended = new Promise<void>(resolve => session.once('end', resolve))
  const end = () => void endSession(session)
  signal.addEventListener('abort', end, { once: true })
  try {
    session.on('notification', ({ payload = '' }) => onMessage(payload))
    await session.query(`listen ${channel}`)
    // Jobs that were enqueued before the session listened.
    onMessage('')
    if (!signal.aborted) await ended
  } finally {
    signal.removeEventListener('abort', end)
    await endSession(session)
  }
}

const endSession = (session: Client) => session.end().catch(() => undefined)
