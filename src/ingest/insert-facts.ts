import { type ClientBase, type Pool } from 'pg'
import { type Fact, type FactColumn, factColumnNames, factColumns } from '../entities/fact-columns.ts'

/** The key of an event in the log. */
export const factKey = (fact: { project: string; event_id: string }) => `${fact.project}\0${fact.event_id}`

/** The keys of the events that were new to the log, each with the number of its user. */
export type Stored = Map<string, number | null>

/** Writes events with one statement, in their order. Outside of a transaction they are committed when it returns. */
export async function insertFacts(pool: Pool | ClientBase, facts: Fact[]): Promise<Stored> {
  const columns = factColumnNames.filter(column => facts.some(fact => fact[column] != null))
  const { rows } = await pool.query<{ project: string; event_id: string; user_no: number | null }>({
    text: insertStatement(columns),
    values: columns.map(column => facts.map(fact => fact[column] ?? null)),
  })
  return new Map(rows.map(row => [factKey(row), row.user_no]))
}

/** `unnest` binds one array per column, so the number of rows never meets the protocol's limit of 65,535 parameters. */
export function insertStatement(columns: FactColumn[]): string {
  const arrays = columns.map((column, i) => `$${i + 1}::${factColumns[column].pg}[]`)
  return `insert into events (${columns.join(', ')})
select * from unnest(${arrays.join(', ')})
on conflict (project, event_id) do nothing
returning project, event_id, user_no`
}
