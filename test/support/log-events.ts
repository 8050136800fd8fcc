import type { EventRow } from '../../src/entities/event-columns.ts'
import { insertEvents } from '../../src/ingest/insert-events.ts'
import type { TestApp } from './test-app.ts'

let events = 0

/** Writes rows into the log that no mutation would write. */
export async function logEvents(app: TestApp, project: string, rows: Partial<EventRow>[]): Promise<void> {
  const absent = { name: 'a', kind: 'event', occurred_at: new Date().toISOString() } as const
  await insertEvents(
    app.services.database.pool,
    rows.map(row => ({ ...absent, ...row, project, event_id: `logged ${events++}` })),
  )
}

/** The number of a user that exists. */
export async function numberOf(app: TestApp, project: string, userId: string): Promise<number> {
  const { rows } = await app.services.database.pool.query(
    'select no from users where project = $1 and external_id = $2',
    [project, userId],
  )
  return rows[0].no
}
