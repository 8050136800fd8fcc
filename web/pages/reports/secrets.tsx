import { useState } from 'react'
import { SecretDialog } from '../../parts/forms/secret-dialog.tsx'

interface SecretsProps {
  secrets: readonly { url: string; secret: string }[]
  onClose: () => void
}

/** The secrets of webhooks, one after the other. */
export function Secrets({ secrets, onClose }: SecretsProps) {
  const [shown, setShown] = useState(0)
  const { url, secret } = secrets[shown]!
  return (
    <SecretDialog
      key={url}
      title="The secret of the webhook"
      secret={secret}
      hint={`What is sent to ${url} is signed with it, as Standard Webhooks describe.`}
      onClose={() => (shown + 1 < secrets.length ? setShown(shown + 1) : onClose())}
    />
  )
}
