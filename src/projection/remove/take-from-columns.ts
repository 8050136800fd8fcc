import { type ClientBase } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { transaction } from '../../postgres/transaction.ts'
import { markDaysStale } from '../../rollup/mark-days-stale.ts'
import { updateConversations } from '../derived/update-conversations.ts'
import { gatherEvents } from '../gather-batch.ts'
import { type Removal } from './queue.ts'

/** As many notes of 5,000 events as one deletion takes: ClickHouse rewrites whole parts for any number of events. */
const mostNotes = 50

interface Noted {
  id: string
  seqs: string[]
  conversations: string[]
  ranges: [string, string][]
}

/**
 * Deletes events from ClickHouse that the log has lost, and brings everything that was computed from them up to date.
 * Returns whether there were any. Repeating it after a crash has no effect.
 */
export async function takeFromColumns(
  client: ClientBase,
  clickhouse: ClickHouse,
  removal: Removal,
): Promise<boolean> {
  const noted = await notedEvents(client, removal)
  if (!noted.length) return false
  await clickhouse.removeEvents(
    removal.project,
    noted.flatMap(({ seqs }) => seqs),
  )
  await transaction(client, () => finish(client, removal, noted))
  return true
}

/** Whether as many events are noted as one deletion takes. */
export async function isFull(client: ClientBase, { id }: Removal): Promise<boolean> {
  return (await countNotes(client, id)) >= mostNotes
}

async function countNotes(client: ClientBase, removal: string): Promise<number> {
  const { rows } = await client.query<{ notes: number }>(
    'select count(*)::integer as notes from removed_events where removal_id = $1',
    [removal],
  )
  return rows[0]!.notes
}

async function notedEvents(client: ClientBase, { id }: Removal): Promise<Noted[]> {
  const { rows } = await client.query<Noted>(
    `select id::text, seqs::text[], conversations, ranges from removed_events
     where removal_id = $1 order by removed_events.id limit ${mostNotes}`,
    [id],
  )
  return rows
}

async function finish(client: ClientBase, removal: Removal, noted: Noted[]): Promise<void> {
  const { project, keepsDays } = removal
  await markDaysStale(client, touched(project, noted), { keepsNumbers: keepsDays })
  const conversations = [...new Set(noted.flatMap(({ conversations }) => conversations))]
  await (keepsDays ? dropEmptyConversations : computeConversations)(client, project, conversations)
  await client.query(
    `with gone as (delete from removed_events where id = any($1) returning copied)
     update projection set events = events - (select sum(copied) from gone)`,
    [noted.map(({ id }) => id)],
  )
}

const touched = (project: string, noted: Noted[]) =>
  noted
    .flatMap(({ ranges }) => ranges)
    .map(([first, last]) => ({ project, firstAt: new Date(first), lastAt: new Date(last) }))

const isOneOf = (key: string) => `project = $1 and ${key} = any($2::text[])`

/** A conversation keeps what its expired events said, unless all of its events have expired. */
async function dropEmptyConversations(
  client: ClientBase,
  project: string,
  conversations: string[],
): Promise<void> {
  await client.query(
    `delete from conversations c
     where ${isOneOf('external_id')}
       and not exists (select from events e where e.project = $1 and e.conversation_id = c.external_id)`,
    [project, conversations],
  )
}

/** Computes conversations anew from the events that are left, so that nothing stays of those that are gone. */
async function computeConversations(
  client: ClientBase,
  project: string,
  conversations: string[],
): Promise<void> {
  await client.query(`delete from conversations where ${isOneOf('external_id')}`, [project, conversations])
  await client.query(
    'create temporary table if not exists recomputed (project text, conversation_id text); truncate recomputed',
  )
  await client.query('insert into recomputed select $1, unnest($2::text[])', [project, conversations])
  await gatherEvents(client, 'select e.* from events e join recomputed using (project, conversation_id)')
  await updateConversations(client)
}
