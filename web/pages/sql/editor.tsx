import { type KeyboardEvent, type Ref, useId, useRef } from 'react'
import { inserted } from './inserted.ts'

interface EditorProps {
  area: Ref<HTMLTextAreaElement>
  sql: string
  change: (sql: string) => void
  run: () => void
}

/** SQL as plain text. Tab inserts two spaces, unless Escape was pressed before it, so that the keyboard can leave. */
export function Editor({ area, sql, change, run }: EditorProps) {
  const hint = useId()
  const mayLeave = useRef(false)
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, ctrlKey, metaKey, shiftKey, altKey, currentTarget } = event
    const isLeaving = mayLeave.current
    mayLeave.current = key === 'Escape' || key === 'Shift'
    if (key === 'Enter' && (ctrlKey || metaKey)) {
      event.preventDefault()
      run()
    } else if (key === 'Tab' && !isLeaving && !shiftKey && !ctrlKey && !metaKey && !altKey) {
      event.preventDefault()
      inserted(currentTarget, '  ')
    }
  }
  return (
    <div>
      <textarea
        ref={area}
        className="sql-text"
        aria-label="SQL"
        aria-describedby={hint}
        rows={Math.min(24, Math.max(8, sql.split('\n').length + 1))}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        maxLength={10_000}
        placeholder="SELECT channel, count() AS messages FROM messages GROUP BY channel"
        value={sql}
        onChange={({ target }) => change(target.value)}
        onKeyDown={onKeyDown}
      />
      <p id={hint} className="hint">
        Ctrl or ⌘ with Enter runs it. Tab indents; press Escape first to leave with Tab.
      </p>
    </div>
  )
}
