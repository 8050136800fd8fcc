import { type EntityManager } from '@mikro-orm/postgresql'
import { type ClientBase, type Pool } from 'pg'

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

const statement = (parameter: '?' | '$1') => `select pg_notify('${channel}', ${parameter})`

/**
 * Tells every process of a change, in the transaction that makes it: at its commit, or not at all. Equal messages of one
 * transaction are sent once. A trigger does this for jobs.
 */
export async function notifyChange(
  transaction: ClientBase | Pool | EntityManager,
  kind: ChangedThing,
  project: string,
  id: string,
): Promise<void> {
  const parameters = [JSON.stringify({ kind, project, id } satisfies Change)]
  if ('execute' in transaction) await transaction.execute(statement('?'), parameters)
  else await transaction.query(statement('$1'), parameters)
}
