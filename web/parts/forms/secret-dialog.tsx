import { copy } from '../copy.ts'
import { Dialog } from '../dialog.tsx'

interface SecretDialogProps {
  title: string
  secret: string
  /** What it is for. */
  hint: string
  onClose: () => void
}

/** Shows a secret that the service tells only once. */
export function SecretDialog({ title, secret, hint, onClose }: SecretDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{hint}</p>
      <p>
        <code className="secret">{secret}</code>
      </p>
      <p>
        <b>This is the only time that it is shown.</b> Keep it where you keep secrets.
      </p>
      <p className="bar-row">
        <button type="button" className="button primary" onClick={() => copy(secret, 'Copied.')}>
          Copy
        </button>
        <button type="button" className="button" onClick={onClose}>
          I have it
        </button>
      </p>
    </Dialog>
  )
}
