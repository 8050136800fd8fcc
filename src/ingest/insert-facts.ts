import { type Pool } from 'pg'
import { type Fact, type FactColumn, factColumnNames, factColumns } from '../entities/fact-columns.ts'

/** A fact's identity in the log. */
export const factKey = (fact: { project: string; event_id: string }) => `${fact.project}\0${fact.event_id}`

/**
 * Writes facts in one statement, in their order, and gives the keys of those that were not in the log yet.
 * When it returns they are committed.
 */
export async function insertFacts(log: Pool, facts: Fact[]): Promise<Set<string>> {
  const columns = factColumnNames.filter(column => facts.some(fact => fact[column] != null))
  const { rows } = await log.query<{ project: string; event_id: string }>({
    text: insertStatement(columns),
    values: columns.map(column => facts.map(fact => fact[column] ?? null)),
  })
  return new Set(rows.map(factKey))
}

/** `unnest` binds one array per column: rows never run into the protocol's 65,535 parameters. */
export function insertStatement(columns: FactColumn[]): string {
  const arrays = columns.map((column, i) => `$${i + 1}::${factColumns[column].pg}[]`)
  return `insert into events (${columns.join(', ')})
select * from unnest(${arrays.join(', ')})
on conflict (project, event_id) do nothing
returning project, event_id`
}
