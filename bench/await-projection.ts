import { setTimeout as pause } from 'node:timers/promises'
import { readCursor, readHead } from '../src/projection/cursor.ts'
import { hasPassed } from '../src/projection/place.ts'
import { connectTo } from './postgres.ts'

/** Waits until ClickHouse holds what the log holds now. */
export async function awaitProjection(databaseUrl: string): Promise<void> {
  const client = await connectTo(databaseUrl)
  try {
    const head = await readHead(client)
    while (!hasPassed(await readCursor(client), head)) await pause(20)
  } finally {
    await client.end()
  }
}
