import { rowsOf, type Session } from '../postgres/rows-of.ts'

/** The channel of PostgreSQL on which processes tell each other of changes. */
export const channel = 'convograph_changes'

/** The things whose changes are told: events that ClickHouse has now, a job, an alert. */
export type ChangedThing = 'events' | 'job' | 'alert'

/** A change of one thing. Its id is empty for events. */
export interface Change {
  kind: ChangedThing
  project: string
  id: string
}

/**
 * Tells every process of a change, in the transaction that makes it: at its commit, or not at all. Equal messages of one
 * transaction are sent once. A trigger does this for jobs.
 */
export async function notifyChange(
  transaction: Session,
  kind: ChangedThing,
  project: string,
  id: string,
): Promise<void> {
  const change: Change = { kind, project, id }
  await rowsOf(transaction, `select pg_notify('${channel}', (:input)::text)`, change)
}
