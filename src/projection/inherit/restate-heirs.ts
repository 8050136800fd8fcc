import { type ClientBase } from 'pg'
import {
  type Inheritable,
  inheritable,
  inheritableColumns,
  isHeir,
  isInherited,
} from '../../entities/inheritance.ts'

/** As many events as one restatement may have. */
const mostEvents = 5_000

/**
 * Gives events without a bot, channel or user those of their conversations in the log, and records their restatement:
 * events of `batch` that arrived before their conversation was known, and all events of the conversations in
 * `relabelled`.
 */
export async function restateHeirs(client: ClientBase): Promise<void> {
  await client.query(restate)
}

const listed = (of: (column: Inheritable) => string, separator = ', ') =>
  inheritableColumns.map(of).join(separator)

const columns = `seq, project, conversation_id, kind, ${listed(column => column)}, inherited`

const takes = (column: Inheritable) => `(heirs.${column} is null or ${isInherited(column)})`

/** The rows are locked in their order, as others that change events do it. */
const restate = `
  with heirs as (
    select ${columns} from batch where ${isHeir}
    union
    select ${columns} from events join relabelled using (project, conversation_id) where ${isHeir}
  ),
  differing as (
    select seq, heirs.user_no as former_user_no,
      ${listed(column => `case when ${takes(column)} then known.${column} else heirs.${column} end as ${column}`, ',\n      ')},
      nullif(${listed(column => `case when ${takes(column)} and known.${column} is not null then ${inheritable[column]} else 0 end`, ' + ')}, 0)
        as inherited
    from heirs join conversations known on known.project = heirs.project and known.external_id = conversation_id
    where ${listed(column => `${takes(column)} and heirs.${column} is distinct from known.${column}`, ' or ')}
  ),
  locked as (
    select events.seq from events join differing using (seq) order by events.seq for update of events
  ),
  changed as (
    update events e
    set ${listed(column => `${column} = differing.${column}`)}, inherited = differing.inherited
    from differing join locked using (seq)
    where e.seq = differing.seq
    returning e.seq, case when e.user_no is distinct from former_user_no then former_user_no end as former_user_no
  )
  insert into restatements (seqs, former_users)
  select array_agg(seq), array_remove(array_agg(distinct former_user_no), null)
  from (select *, (row_number() over (order by seq) - 1) / ${mostEvents} as part from changed) parts
  group by part`
