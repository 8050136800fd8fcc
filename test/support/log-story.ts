import { snakeCase } from '../../src/entities/column.ts'
import type { CheckedFact } from '../../src/ingest/kinds/every-kind.ts'
import type { Fact } from './evaluate/fact.ts'
import type { LogFact } from './evaluate/log-fact.ts'
import type { TestApp } from './test-app.ts'

/** What happened in a project; an event unless it says otherwise. */
type Told = Fact & Partial<LogFact> & { project: string }

/** Puts what happened in many projects into the log at once, in the order of each project's positions. */
export async function logStory(app: TestApp, facts: Told[]): Promise<void> {
  const rows = facts.toSorted((a, b) => a.position - b.position).map(toRow)
  for (let from = 0; from < rows.length; from += 5_000)
    await app.services.write(rows.slice(from, from + 5_000))
}

const toRow = ({
  project,
  position,
  user,
  at,
  properties,
  kind = 'event',
  ...columns
}: Told): CheckedFact => ({
  ...Object.fromEntries(Object.entries(columns).map(([name, value]) => [snakeCase(name), value])),
  project,
  kind,
  name: columns.name,
  event_id: `${position}`,
  user_id: user,
  occurred_at: new Date(at).toISOString(),
  properties: properties && JSON.stringify(properties),
})
