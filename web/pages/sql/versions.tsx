import { useState } from 'react'
import { useClient } from 'urql'
import { hrefOf, open, useAsked } from '../../address/location.ts'
import { type Refusal, refusalsOf, useChange } from '../../api/use-change.ts'
import { SavedBar } from '../../parts/saved/saved-bar.tsx'
import { type Placeholder, savedParameters } from './placeholders.ts'
import { type SavedSql } from './saved-sql.ts'
import { CreateSql, DeleteSql, UpdateSql, type UpdateSqlMutationVariables } from './sql.graphql.ts'

interface VersionsProps {
  saved: SavedSql | undefined
  sql: string
  change: (sql: string) => void
  /** The text is saved, so that it is no draft any more. */
  stored: () => void
  placeholders: readonly Placeholder[]
  texts: Readonly<Record<string, string>>
  refetch: () => void
}

const conflict: Refusal = {
  field: '',
  message: 'Somebody else has saved this query meanwhile. Close this box, and choose what to keep.',
}

interface Named {
  name: string
  description: string | null
}

/** Saves, updates and deletes the query. What somebody else has saved meanwhile is not overwritten unasked. */
export function Versions({ saved, sql, change, stored, placeholders, texts, refetch }: VersionsProps) {
  const { question } = useAsked()
  const client = useClient()
  const run = useChange()
  // The version that the text was begun with; a newer one may be listed since.
  const [version, setVersion] = useState(saved?.version)
  const [isConflict, setIsConflict] = useState(false)
  const parameters = savedParameters(placeholders, texts, saved?.parameters ?? [])
  const show = (path: string) => {
    refetch()
    open(hrefOf(path, question))
  }
  const create = async (named: Named): Promise<Refusal[]> => {
    const done = await run(CreateSql, { input: { ...named, query: { sql, parameters } } })
    if (!done.saved) return done.refusals
    stored()
    show(`/sql/${encodeURIComponent(done.saved.id)}`)
    return done.refusals
  }
  const update = async (named: Named): Promise<Refusal[]> => {
    const input = { ...named, id: saved!.id, expectedVersion: version!, query: { sql, parameters } }
    const { data, error } = await client
      .mutation(UpdateSql, { input } satisfies UpdateSqlMutationVariables)
      .toPromise()
    const conflicts = data?.done.userErrors.some(({ code }) => code === 'VERSION_CONFLICT') ?? false
    setIsConflict(conflicts)
    if (data?.done.saved) {
      stored()
      setVersion(version! + 1)
    }
    if (data?.done.saved || conflicts) refetch()
    return conflicts ? [conflict] : refusalsOf(data?.done, error)
  }
  const remove = async (): Promise<Refusal[]> => {
    const { refusals } = await run(DeleteSql, { input: { id: saved!.id } })
    if (!refusals.length) show('/sql')
    return refusals
  }
  return (
    <>
      <SavedBar
        kind="query"
        open={saved}
        isComplete={sql.trim() !== ''}
        isChanged={saved !== undefined && (sql !== saved.sql || Object.keys(texts).length > 0)}
        create={create}
        update={update}
        remove={remove}
      />
      {/* Theirs is on its way until the list has a newer version. */}
      {isConflict && saved && saved.version !== version && (
        <Conflict
          saved={saved}
          takeTheirs={() => {
            change(saved.sql)
            setVersion(saved.version)
            setIsConflict(false)
          }}
          keepMine={() => {
            setVersion(saved.version)
            setIsConflict(false)
          }}
        />
      )}
    </>
  )
}

interface ConflictProps {
  /** As it is saved now. */
  saved: SavedSql
  takeTheirs: () => void
  keepMine: () => void
}

const Conflict = ({ saved, takeTheirs, keepMine }: ConflictProps) => (
  <div className="failure" role="alert">
    <p>
      Somebody else has saved this query meanwhile (version {saved.version}). Nothing of yours is saved yet.
    </p>
    <p className="bar-row">
      <button type="button" className="button" onClick={takeTheirs}>
        Drop my changes and show theirs
      </button>
      <button type="button" className="button" onClick={keepMine}>
        Keep mine; saving then replaces theirs
      </button>
    </p>
  </div>
)
