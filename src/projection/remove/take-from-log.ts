import { type ClientBase } from 'pg'
import { transaction } from '../../postgres/transaction.ts'
import { type Removal } from './queue.ts'

/** As many as one statement deletes without holding up other writers. */
const mostEvents = 5_000

/**
 * Deletes events of a removal from the log, up to 5,000 at a time, and notes them: ClickHouse may still have them. Returns
 * whether there were any. Call this while no batch is recorded, so that an event is either copied or never will be.
 */
export async function takeFromLog(client: ClientBase, removal: Removal): Promise<boolean> {
  return transaction(client, async () => {
    if (removal.keepsDays) await client.query(`set local convograph.keeps_spend = 'on'`)
    const { condition, values } = conditionOf(removal)
    const { rowCount } = await client.query(takeStatement(condition), [
      removal.id,
      removal.users !== null,
      ...values,
    ])
    return rowCount! > 0
  })
}

/** SQL of the condition with its values from `$3` on. Each has the order of an index. */
function conditionOf({ project, users, kind, happenedFrom, happenedBefore }: Removal) {
  if (users) return { condition: 'user_no = any($3::integer[])', values: [users] }
  const byTime = `project = $3 and occurred_at >= coalesce($4, '-infinity'::timestamptz)`
  if (kind === null)
    return { condition: `${byTime} order by occurred_at, seq`, values: [project, happenedFrom] }
  return {
    condition: `${byTime} and kind = $5 and occurred_at < $6 order by occurred_at, seq`,
    values: [project, happenedFrom, kind, happenedBefore],
  }
}

/**
 * The hash of an erased id stays, so that a retry of the event does not bring it back. What a destination refused cannot be sent
 * again.
 */
const takeStatement = (condition: string) => `
  with found as (
    select seq from events where ${condition} limit ${mostEvents}
  ),
  locked as (
    select events.seq from events join found using (seq) order by events.seq for update of events
  ),
  gone as (
    delete from events e using locked where e.seq = locked.seq
    returning e.seq, e.tx, e.project, e.kind, e.event_id, e.conversation_id, e.occurred_at
  ),
  hashed as (
    insert into erased_events (project, hash)
    select project, erased_hash(project, kind, event_id) from gone where $2
    on conflict do nothing
  ),
  lettered as (
    delete from dead_letters l using gone, destinations d
    where d.project = gone.project and l.destination_id = d.id and l.thing = 'EVENT' and l.number = gone.seq
  ),
  noted as (
    insert into removed_events (removal_id, seqs, copied, conversations, ranges)
    select $1::bigint, array_agg(seq),
      count(*) filter (where (tx, seq) <= (select tx, seq from projection)),
      coalesce(array_agg(distinct conversation_id) filter (where conversation_id is not null), '{}'),
      (select jsonb_agg(jsonb_build_array(first_at, last_at)) from (
         select min(occurred_at) as first_at, max(occurred_at) as last_at
         from gone group by date_bin('1 day', occurred_at, '1970-01-01Z')) days)
    from gone
    having count(*) > 0
  )
  update removals
  set removed = removed + taken.events,
    happened_from = case when users is null then taken.last_at end
  from (select count(*) as events, max(occurred_at) as last_at from gone) taken
  where id = $1::bigint and taken.events > 0`
