import { type ClientBase, type Pool } from 'pg'
import { type Fact, type FactColumn, factColumnNames, factColumns } from '../entities/fact-columns.ts'

/** A fact's identity in the log. */
export const factKey = (fact: { project: string; event_id: string }) => `${fact.project}\0${fact.event_id}`

/** The keys of the facts that were not in the log yet, with the number of the user of each. */
export type Stored = Map<string, number | null>

/** Writes facts in one statement, in their order. When it returns they are committed, outside of a transaction. */
export async function insertFacts(pool: Pool | ClientBase, facts: Fact[]): Promise<Stored> {
  const columns = factColumnNames.filter(column => facts.some(fact => fact[column] != null))
  const { rows } = await pool.query<{ project: string; event_id: string; user_no: number | null }>({
    text: insertStatement(columns),
    values: columns.map(column => facts.map(fact => fact[column] ?? null)),
  })
  return new Map(rows.map(row => [factKey(row), row.user_no]))
}

/** `unnest` binds one array per column: rows never run into the protocol's 65,535 parameters. */
export function insertStatement(columns: FactColumn[]): string {
  const arrays = columns.map((column, i) => `$${i + 1}::${factColumns[column].pg}[]`)
  return `insert into events (${columns.join(', ')})
select * from unnest(${arrays.join(', ')})
on conflict (project, event_id) do nothing
returning project, event_id, user_no`
}
