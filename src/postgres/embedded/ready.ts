import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const limitMs = 60_000
const silenceMs = 1_000

/**
 * Waits until the server at `url` takes a session. `report` hears of it when the server first repairs what an unclean
 * stop left, which takes as long as it takes. Throws when `isRunning` turns false, when the server says anything but
 * "not yet", or when it has not listened for a minute.
 */
export async function awaitReady(url: string, isRunning: () => boolean, report: (line: string) => void) {
  const began = performance.now()
  let heardAt = began
  for (let told = false; ; await pause(told ? 500 : 30)) {
    const refusal = await refusalOf(url)
    if (refusal === undefined) return
    if (!isRunning()) throw new Error('PostgreSQL ended right after its start')
    if (isRecovering(refusal)) heardAt = performance.now()
    if (!isTemporary(refusal) || performance.now() - heardAt > limitMs) throw refusal
    if (told || performance.now() - began < silenceMs) continue
    report('PostgreSQL is recovering after an unclean stop')
    told = true
  }
}

/** Creates the database unless it is there. `url` leads to any other database of the same server. */
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

/** It listens and repairs. Replaying gigabytes takes minutes; a start that is ended before begins anew. */
const isRecovering = (error: unknown) => codeOf(error) === '57P03'

/** The server or, until that is gone, another program on the port has dropped us. */
const isDropped = (error: unknown) =>
  ['ECONNRESET', 'EPIPE'].includes(codeOf(error)) ||
  (error instanceof Error && error.message === 'Connection terminated unexpectedly')

// ECONNREFUSED: it does not listen yet.
const isTemporary = (error: unknown) =>
  isRecovering(error) || isDropped(error) || codeOf(error) === 'ECONNREFUSED'
