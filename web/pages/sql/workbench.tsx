import { useEffect, useRef, useState } from 'react'
import { useAsked } from '../../address/location.ts'
import { Editor } from './editor.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { inserted } from './inserted.ts'
import { Mistake } from './mistake.tsx'
import { Parameters, textsIn } from './parameters.tsx'
import { selectionOf } from './place.ts'
import { isMissing, parametersOf, placeholdersIn } from './placeholders.ts'
import { Result } from './result.tsx'
import { RunBar, useLimits } from './run-bar.tsx'
import { type SavedSql } from './saved-sql.ts'
import { Tables } from './tables.tsx'
import { useRun } from './use-run.ts'
import { Versions } from './versions.tsx'

interface WorkbenchProps {
  /** The saved query that is open; absent for a new one. */
  saved: SavedSql | undefined
  refetch: () => void
}

/** What was typed and not saved, by the id of the saved query: leaving the page does not lose it, closing the tab does. */
const drafts = new Map<string | undefined, string>()

/** The editor with the tables beside it, the values of the SQL, and its rows. A saved query runs when it is opened. */
export function Workbench({ saved, refetch }: WorkbenchProps) {
  const { question, own } = useAsked()
  const [sql, setSql] = useState(drafts.get(saved?.id) ?? saved?.sql ?? '')
  const [isExported, setIsExported] = useState(false)
  const { ran, isRunning, run, cancel } = useRun()
  const limits = useLimits()
  const area = useRef<HTMLTextAreaElement>(null)
  const known = saved?.parameters ?? []
  const placeholders = placeholdersIn(sql)
  const texts = textsIn(own)
  const parameters = parametersOf(placeholders, texts, known)
  const write = (next: string) => {
    if (next === (saved?.sql ?? '')) drafts.delete(saved?.id)
    else drafts.set(saved?.id, next)
    setSql(next)
  }
  const start = () => {
    if (!sql.trim()) return
    run({ sql, parameters, ...limits, ...(question.zone && { timeZone: question.zone }) })
  }
  const opened = useRef(() => {
    if (saved && sql === saved.sql && !isMissing(placeholders, texts, known)) start()
  })
  useEffect(() => opened.current(), [])
  return (
    <>
      <div className="sql-page">
        <div>
          <section className="card wide" aria-label="Query">
            <Editor area={area} sql={sql} change={write} run={start} />
            <Parameters placeholders={placeholders} known={known} run={start} />
            <RunBar
              isEmpty={!sql.trim()}
              isRunning={isRunning}
              run={start}
              cancel={cancel}
              exportRows={() => setIsExported(true)}
            />
            <Versions
              saved={saved}
              sql={sql}
              change={write}
              stored={() => drafts.delete(saved?.id)}
              placeholders={placeholders}
              texts={texts}
              refetch={refetch}
            />
          </section>
          <section className="card wide" aria-label="Answer" aria-busy={isRunning}>
            <h2>Answer</h2>
            {!ran && !isRunning && (
              <p className="empty">
                Nothing ran yet. The SQL says which times it reads: the range and the filters above do not
                count here.
              </p>
            )}
            <div className={isRunning ? 'card-body old' : 'card-body'}>
              {ran?.answer && <Result key={ran.number} answer={ran.answer} />}
              {ran?.failure && (
                <Mistake
                  sql={ran.sql}
                  failure={ran.failure}
                  show={
                    ran.sql === sql
                      ? place => {
                          const { start: from, end } = selectionOf(sql, place)
                          area.current?.focus()
                          area.current?.setSelectionRange(from, end)
                        }
                      : undefined
                  }
                />
              )}
            </div>
          </section>
        </div>
        <Tables insert={name => area.current && inserted(area.current, name)} />
      </div>
      {isExported && <ExportDialog sql={sql} parameters={parameters} onClose={() => setIsExported(false)} />}
    </>
  )
}
