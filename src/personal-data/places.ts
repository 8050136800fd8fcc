import { type ClientBase } from 'pg'

/**
 * The tables whose rows belong to users, conversations or events: an erasure removes whole rows of them. In every other
 * table the texts are searched. So a table that is added later is searched without an entry here.
 */
const wholeRows = [
  'events',
  'users',
  'conversations',
  'removals',
  'erased_events',
  'daily_stats',
  'property_keys',
]

/**
 * Columns of other tables that never say anything about a user: names of operators, choices of ours, secrets, hashes. The audit
 * log keeps the name of its caller.
 */
const withoutUsers = [
  'project',
  'kind',
  'state',
  'type',
  'channel',
  'created_by',
  'subject',
  'roles',
  'scopes',
  'proof',
  'hash',
  'prefix',
  'link_key',
  'sha256',
  'file',
  'time_zone',
  'recipient',
  'told',
  'usage',
  'service_tier',
  'outcome',
  'code',
  'error_code',
]
/** A subject that is a text of its own, not that of a caller. */
const subjects = ['alert_events']

/** A column with texts, and the SQL condition that a row of its table is of the project `$1`. */
export interface TextColumn {
  table: string
  column: string
  isJson: boolean
  ofProject: string
}

/** Tables without a project, whose rows belong to a definition of one. */
const ofDefinitions: Record<string, string> = { budget_counts: 'budget_id' }

/** Every column of PostgreSQL that may name a user in a text, beside the rows of the user. */
export async function textColumns(client: ClientBase): Promise<TextColumn[]> {
  const { rows } = await client.query<{ table: string; column: string; type: string; hasProject: boolean }>(
    `select c.table_name as table, c.column_name as column, c.data_type as type,
       exists (select from information_schema.columns p
         where p.table_schema = 'public' and p.table_name = c.table_name and p.column_name = 'project') as "hasProject"
     from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
       and c.data_type in ('text', 'jsonb')
     order by 1, 2`,
  )
  return rows
    .filter(({ table, hasProject }) => !wholeRows.includes(table) && (hasProject || table in ofDefinitions))
    .filter(
      ({ table, column }) =>
        !withoutUsers.includes(column) || (column === 'subject' && subjects.includes(table)),
    )
    .map(({ table, column, type, hasProject }) => ({
      table,
      column,
      isJson: type === 'jsonb',
      ofProject: hasProject
        ? 'project = $1'
        : `${ofDefinitions[table]} in (select id from definitions where project = $1)`,
    }))
}
