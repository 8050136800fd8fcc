import { type ClientBase } from 'pg'
import { mostEarlyEndMs } from '../../ingest/kinds/conversation.ts'
import { labelConversations } from '../inherit/label-conversations.ts'
import { restateHeirs } from '../inherit/restate-heirs.ts'

/**
 * Updates the conversations that the batch touches. A conversation that was never announced is implied by its events.
 * The state of a conversation that the batch changes is computed again from all its changes in the log: for each
 * attribute the newest value counts, in whatever order the changes arrived. Events that give no bot, channel or user take
 * those of their conversation.
 */
export async function updateConversations(client: ClientBase): Promise<void> {
  await client.query(touchedConversations)
  await client.query(changedConversations)
  await labelConversations(client)
  await restateHeirs(client)
}

const touchedConversations = `
  insert into conversations as known (
    project, external_id, status, is_implied, started_at, last_event_at)
  select project, conversation_id, 'ACTIVE', true, min(occurred_at), max(occurred_at)
  from batch
  where conversation_id is not null
  group by project, conversation_id
  on conflict (project, external_id) do update set
    started_at = least(known.started_at, excluded.started_at),
    last_event_at = greatest(known.last_event_at, excluded.last_event_at)`

/** The newest value of an attribute, by the time of the change and then by its position in the log. */
const latest = (attribute: string) =>
  `(array_agg(${attribute} order by occurred_at desc, seq desc) filter (where ${attribute} is not null))[1] as ${attribute}`

/**
 * An end that another service said, whose clock is slow: it follows the start, although its time is that of the start or
 * earlier. A start that follows an earlier start opens the conversation again instead.
 */
const isEarlyEnd = `(status <> 'ACTIVE' and
    occurred_at between start.at - interval '${mostEarlyEndMs} milliseconds' and start.at) is true`

/** The newest value of the status, or of another column of the change that gives the status. */
const latestStatus = (column: string, as: string) =>
  `(array_agg(${column} order by
      case when ${isEarlyEnd} then start.at else occurred_at end desc, ${isEarlyEnd} desc, occurred_at desc, seq desc)
    filter (where status is not null))[1] as ${as}`

const changesOfConversation = `events.project = changed.project
      and events.conversation_id = changed.conversation_id and events.kind = 'conversation'`

const changedConversations = `
  with changed as (
    select distinct project, conversation_id from batch where kind = 'conversation' and conversation_id is not null
  )
  update conversations known
  set status = coalesce(said.status, 'ACTIVE'), is_implied = false, resolved = said.resolved,
    satisfaction = said.satisfaction, topics = coalesce(said.topics, '[]'),
    started_at = least(known.started_at, said.first_at),
    ended_at = case when said.status <> 'ACTIVE' then said.last_at end
  from changed, lateral (
    select min(started_at) as at from events where ${changesOfConversation}
  ) start, lateral (
    select min(least(started_at, ended_at, occurred_at)) as first_at,
      ${latestStatus('status', 'status')},
      ${latestStatus('coalesce(ended_at, occurred_at)', 'last_at')},
      ${['resolved', 'satisfaction', 'topics'].map(latest).join(',\n      ')}
    from events
    where ${changesOfConversation}
  ) said
  where known.project = changed.project and known.external_id = changed.conversation_id`
