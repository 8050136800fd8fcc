import { useState } from 'react'
import { useQuery } from 'urql'
import { failuresOf } from '../../api/failure.ts'
import { FailureNote } from '../../parts/failure-note.tsx'
import { ColumnsOfSql } from './sql.graphql.ts'
import { tableNames } from './table-names.ts'

interface TablesProps {
  /** Writes a name where the cursor of the editor is. */
  insert: (name: string) => void
}

/** The tables with their columns; a click writes a name into the SQL. */
export const Tables = ({ insert }: TablesProps) => (
  <section className="card sql-tables" aria-label="Tables">
    <h2>Tables</h2>
    <p className="hint">Open one for its columns. A click writes a name into the SQL.</p>
    {tableNames.map(name => (
      <Table key={name} name={name} insert={insert} />
    ))}
  </section>
)

/** Its columns are asked of the service when they are looked at. */
function Table({ name, insert }: TablesProps & { name: string }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <code>{name}</code>
      </summary>
      {isOpen && <Columns table={name} insert={insert} />}
    </details>
  )
}

function Columns({ table, insert }: TablesProps & { table: string }) {
  const [{ data, error, fetching }, again] = useQuery({
    query: ColumnsOfSql,
    variables: { sql: `SELECT * FROM ${table}` },
  })
  const [failed] = failuresOf(error)
  const refused = data?.validateQuery?.errors[0]
  return (
    <div aria-busy={fetching}>
      {failed && (
        <FailureNote failure={failed.failure} retry={() => again({ requestPolicy: 'network-only' })} />
      )}
      {refused && <p className="mistake">{refused.message}</p>}
      <ul className="sql-columns">
        <li>
          <button type="button" className="sql-name" onClick={() => insert(table)}>
            {table}
          </button>
          <small>the table itself</small>
        </li>
        {data?.validateQuery?.columns.map(({ name, type }) => (
          <li key={name}>
            <button type="button" className="sql-name" onClick={() => insert(name)}>
              {name}
            </button>
            <small>{shortType(type)}</small>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** How a value is stored makes no difference to a query: `LowCardinality(String)` is a `String`. */
const shortType = (type: string) =>
  type.replace(/LowCardinality\((.*?)\)/g, '$1').replace(/^JSON\(.*\)$/, 'JSON')
