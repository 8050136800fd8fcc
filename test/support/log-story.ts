import type { CheckedFact } from '../../src/ingest/fact.ts'
import type { Fact } from './evaluate/fact.ts'
import type { TestApp } from './test-app.ts'

/** Puts what happened in many projects into the log at once, in the order of each project's positions. */
export async function logStory(app: TestApp, facts: (Fact & { project: string })[]): Promise<void> {
  const rows = facts.toSorted((a, b) => a.position - b.position).map(toRow)
  for (let from = 0; from < rows.length; from += 5_000)
    await app.services.write(rows.slice(from, from + 5_000))
}

const toRow = ({ project, user, name, at, position }: Fact & { project: string }): CheckedFact => ({
  project,
  event_id: `${position}`,
  kind: 'event',
  name,
  user_id: user,
  occurred_at: new Date(at).toISOString(),
})
