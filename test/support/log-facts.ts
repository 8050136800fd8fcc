import type { Fact } from '../../src/entities/fact-columns.ts'
import { insertFacts } from '../../src/ingest/insert-facts.ts'
import type { TestApp } from './test-app.ts'

let facts = 0

/** Puts facts of any kind into the log: those that no mutation sends yet. */
export async function logFacts(app: TestApp, project: string, rows: Partial<Fact>[]): Promise<void> {
  const absent = { name: 'a', kind: 'event', occurred_at: new Date().toISOString() } as const
  await insertFacts(
    app.services.database.pool,
    rows.map(row => ({ ...absent, ...row, project, event_id: `logged ${facts++}` })),
  )
}

/** The dense number of a user who is known already. */
export async function numberOf(app: TestApp, project: string, userId: string): Promise<number> {
  const { rows } = await app.services.database.pool.query(
    'select no from users where project = $1 and external_id = $2',
    [project, userId],
  )
  return rows[0].no
}
