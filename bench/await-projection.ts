import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { readLag } from '../src/projection/lag.ts'

/** Waits until ClickHouse holds the whole log, and reports how many facts are left meanwhile. */
export async function awaitProjection(
  databaseUrl: string,
  report: (left: number) => void = () => undefined,
): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  try {
    for (;;) {
      const { facts } = await readLag(pool)
      if (facts === 0) return
      report(facts)
      await pause(50)
    }
  } finally {
    await pool.end()
  }
}
