import { type ClientBase } from 'pg'
import { type Inheritable, inheritableColumns, isSaid } from '../../entities/inheritance.ts'

/**
 * Computes the bot, channel and user of conversations again for which `batch` says one: the newest change counts, and
 * without one the earliest other event, in whatever order they arrived. Values that events took from the conversation
 * do not count. The temporary table `relabelled` then has the conversations that changed.
 */
export async function labelConversations(client: ClientBase): Promise<void> {
  await client.query(`
    create temporary table if not exists relabelled (project text collate "C", conversation_id text);
    truncate relabelled;
    ${relabel};
    analyze relabelled`)
}

const listed = (of: (column: Inheritable) => string, separator = ', ') =>
  inheritableColumns.map(of).join(separator)

/** The value of a conversation that its events say. Sub-selects with a limit would make the planner walk other indexes. */
const saidValue = (column: Inheritable) => `coalesce(
          (array_agg(${column} order by occurred_at desc, seq desc)
            filter (where kind = 'conversation' and ${isSaid(column)}))[1],
          (array_agg(${column} order by occurred_at, event_id)
            filter (where kind <> 'conversation' and ${isSaid(column)}))[1]) as ${column}`

const relabel = `
    with saying as (
      select project, conversation_id, ${listed(column => `bool_or(${isSaid(column)}) as says_${column}`)}
      from batch
      where conversation_id is not null
      group by project, conversation_id
    ),
    labels as (
      select known.no,
        ${listed(column => `case when says_${column} then said.${column} else known.${column} end as ${column}`, ',\n        ')}
      from saying
        join conversations known
          on known.project = saying.project and known.external_id = saying.conversation_id
        cross join lateral (
          select ${listed(saidValue, ',\n        ')}
          from events
          where events.project = saying.project and events.conversation_id = saying.conversation_id
        ) said
      where ${listed(column => `says_${column}`, ' or ')}
    ),
    changed as (
      update conversations known
      set ${listed(column => `${column} = labels.${column}`)}
      from labels
      where known.no = labels.no
        and (${listed(column => `known.${column}`)}) is distinct from (${listed(column => `labels.${column}`)})
      returning known.project, known.external_id
    )
    insert into relabelled select project, external_id from changed`
