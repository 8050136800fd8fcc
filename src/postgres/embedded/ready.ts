import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const limitMs = 60_000
const silenceMs = 1_000

/**
 * Waits until the server at `url` accepts a session. Recovery after an unclean stop has no time limit and is reported.
 * @throws Error when `isRunning` turns false, when the server refuses for another reason than starting up, or when
 * the server has not listened for a minute
 */
export async function awaitReady(url: string, isRunning: () => boolean, report: (line: string) => void) {
  const began = performance.now()
  let heardAt = began
  for (let isReported = false; ; await pause(isReported ? 500 : 30)) {
    const refusal = await refusalOf(url)
    if (refusal === undefined) return
    if (!isRunning()) throw new Error('PostgreSQL ended right after its start')
    if (isRecovering(refusal)) heardAt = performance.now()
    if (!isTemporary(refusal) || performance.now() - heardAt > limitMs) throw refusal
    if (isReported || performance.now() - began < silenceMs) continue
    report('PostgreSQL is recovering after an unclean stop')
    isReported = true
  }
}

/** Creates the database unless it exists. `url` is the URL of another database of the same server. */
export async function createDatabase(url: string, name: string) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

async function refusalOf(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
  } catch (error) {
    return error
  } finally {
    await client.end().catch(() => {})
  }
  return undefined
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/**
 * Whether the server listens and recovers. Replaying gigabytes takes minutes, and an interrupted start replays again.
 */
const isRecovering = (error: unknown) => codeOf(error) === '57P03'

/** Whether the server, or another program that still uses the port, closed the connection. */
const isDropped = (error: unknown) =>
  ['ECONNRESET', 'EPIPE'].includes(codeOf(error)) ||
  (error instanceof Error && error.message === 'Connection terminated unexpectedly')

// ECONNREFUSED: the server does not listen yet.
const isTemporary = (error: unknown) =>
  isRecovering(error) || isDropped(error) || codeOf(error) === 'ECONNREFUSED'
