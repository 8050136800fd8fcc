import { type ClientBase } from 'pg'
import { type Bounds, batchFacts } from './batch-facts.ts'

/**
 * Puts the batch, as far as PostgreSQL derives something from it, into a table `batch` of the session. It is read once
 * instead of each time, and counted: of a part of the log the planner believes that it is one fact, and goes through
 * thousands as if they were.
 */
export async function gatherBatch(client: ClientBase, bounds: Bounds): Promise<void> {
  await client.query(`
    create temporary table if not exists batch (
      seq bigint, project text collate "C", kind text collate "C", user_no integer, conversation_id text, bot_id text,
      channel text, occurred_at timestamptz(3), received_at timestamptz(3), is_bot boolean, username text);
    truncate batch;
    insert into batch
    select seq, project, kind, user_no, conversation_id, bot_id, channel, occurred_at, received_at, is_bot,
      case when kind = 'activity' then properties ->> 'username' end
    from (${batchFacts(bounds)}) facts;
    analyze batch`)
}
