import { setTimeout as pause } from 'node:timers/promises'
import { readCursor, readHead } from '../src/projection/cursor.ts'
import { isAtOrAfter } from '../src/projection/log-position.ts'
import { connectTo } from './postgres.ts'

/** Waits until ClickHouse has all present events of the log. */
export async function awaitProjection(databaseUrl: string): Promise<void> {
  const client = await connectTo(databaseUrl)
  try {
    const head = await readHead(client)
    while (!isAtOrAfter(await readCursor(client), head)) await pause(20)
  } finally {
    await client.end()
  }
}
