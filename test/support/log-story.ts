import { snakeCase } from '../../src/entities/column.ts'
import type { CheckedEvent } from '../../src/ingest/kinds/every-kind.ts'
import type { Event } from './evaluate/event.ts'
import type { LogEvent } from './evaluate/log-event.ts'
import type { TestApp } from './test-app.ts'

/** What happened in a project; an event unless it says otherwise. */
type Told = Event & Partial<LogEvent> & { project: string }

/** Puts what happened in many projects into the log at once, in the order of each project's positions. */
export async function logStory(app: TestApp, events: Told[]): Promise<void> {
  const rows = events.toSorted((a, b) => a.position - b.position).map(toRow)
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
}: Told): CheckedEvent => ({
  ...Object.fromEntries(Object.entries(columns).map(([name, value]) => [snakeCase(name), value])),
  project,
  kind,
  name: columns.name,
  event_id: `${position}`,
  user_id: user,
  occurred_at: new Date(at).toISOString(),
  properties: properties && JSON.stringify(properties),
})
