import { snakeCase } from '../../src/entities/column.ts'
import type { CheckedEvent } from '../../src/ingest/kinds/every-kind.ts'
import type { Event } from './evaluate/event.ts'
import type { LogEvent } from './evaluate/log-event.ts'
import type { TestApp } from './test-app.ts'

/** One row of a project's log; a custom event by default. */
type LogRow = Event & Partial<LogEvent> & { project: string }

/** Writes the events of many projects into the log at once, in the order of each project's positions. */
export async function logStory(app: TestApp, events: LogRow[]): Promise<void> {
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
}: LogRow): CheckedEvent => ({
  ...Object.fromEntries(Object.entries(columns).map(([name, value]) => [snakeCase(name), value])),
  project,
  kind,
  name: columns.name,
  event_id: `${position}`,
  user_id: user,
  occurred_at: new Date(at).toISOString(),
  properties: properties && JSON.stringify(properties),
})
