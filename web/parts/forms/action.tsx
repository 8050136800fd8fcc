import { type ReactNode, useState } from 'react'
import { type Refusal } from '../../api/use-change.ts'
import { Dialog } from '../dialog.tsx'
import { say } from '../notice.tsx'

interface ActionProps {
  /** What the button says. */
  label: string
  /** For screen readers, if several buttons say the same. */
  name?: string
  /** What is said once it is done; absent if `run` says it. */
  done?: string
  /** @returns what is refused; nothing once it is done */
  run: () => Promise<Refusal[]>
  /** What is asked before it happens; absent for what can be undone. */
  ask?: { title: string; text: ReactNode }
  className?: string
}

/** A button that changes something, and says what it has done or why not. */
export function Action({ label, name, done, run, ask, className = 'button' }: ActionProps) {
  const [isAsked, setIsAsked] = useState(false)
  const [isRunning, setIsRunning] = useState(false)
  const [refusals, setRefusals] = useState<Refusal[]>([])
  const start = async () => {
    setIsRunning(true)
    const refused = await run()
    setIsRunning(false)
    setRefusals(refused)
    if (!refused.length) {
      setIsAsked(false)
      if (done) say(done)
    } else if (!ask) say(refused.map(({ message }) => message).join(' '))
  }
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={name}
        disabled={isRunning}
        onClick={ask ? () => setIsAsked(true) : start}
      >
        {isRunning && !ask ? `${label} …` : label}
      </button>
      {ask && isAsked && (
        <Dialog title={ask.title} onClose={() => setIsAsked(false)}>
          <p>{ask.text}</p>
          {refusals.map(({ field, message }) => (
            <p key={field + message} className="mistake" role="alert">
              {message}
            </p>
          ))}
          <p className="bar-row">
            <button type="button" className="button primary" disabled={isRunning} onClick={start}>
              {label}
            </button>
            <button type="button" className="button" onClick={() => setIsAsked(false)}>
              Cancel
            </button>
          </p>
        </Dialog>
      )}
    </>
  )
}
