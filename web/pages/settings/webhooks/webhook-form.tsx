import { useChange } from '../../../api/use-change.ts'
import { wordsOf } from '../../../format/names.ts'
import { ChecksField, ChoiceField, TextField } from '../../../parts/forms/fields.tsx'
import { FormDialog } from '../../../parts/forms/form-dialog.tsx'
import { choiceIn, choicesIn, textIn } from '../../../parts/forms/form-values.ts'
import { CreateWebhook, UpdateWebhook, type WebhooksQuery } from './webhooks.graphql.ts'

interface WebhookFormProps {
  saved?: NonNullable<WebhooksQuery['webhooks']>['nodes'][number]
  /** With the secret of a new one. */
  onSaved: (secret: string | null) => void
  onClose: () => void
}

const formats = ['STANDARD', 'SLACK', 'TEAMS', 'DISCORD'] as const
const events = [
  'ALERT_FIRING',
  'ALERT_RESOLVED',
  'ANOMALY_DETECTED',
  'BUDGET_THRESHOLD',
  'EXPORT_DONE',
  'INGEST_REJECTED',
  'MILESTONE_REACHED',
  'REPORT_READY',
  'SEGMENT_ENTERED',
  'SEGMENT_LEFT',
  'WEBHOOK_DISABLED',
] as const

export function WebhookForm({ saved, onSaved, onClose }: WebhookFormProps) {
  const change = useChange()
  const save = async (form: FormData) => {
    const input = {
      name: textIn(form, 'name') ?? '',
      url: textIn(form, 'url') ?? '',
      description: textIn(form, 'description'),
      format: choiceIn(form, 'format', formats),
      events: choicesIn(form, 'events', events),
    }
    if (saved) {
      const { refusals } = await change(UpdateWebhook, {
        input: { ...input, id: saved.id, expectedVersion: saved.version },
      })
      if (!refusals.length) onSaved(null)
      return refusals
    }
    const made = await change(CreateWebhook, { input })
    if (made.saved) onSaved(made.saved.secret)
    return made.refusals
  }
  return (
    <FormDialog
      title={saved ? `Change “${saved.name}”` : 'A new webhook'}
      submit={saved ? 'Save the webhook' : 'Create the webhook'}
      done={saved ? 'Saved.' : 'Created: send a test.'}
      save={save}
      onClose={onClose}
    >
      <TextField label="Name" name="name" required defaultValue={saved?.name} placeholder="team chat" />
      <TextField
        label="Address"
        name="url"
        type="url"
        required
        defaultValue={saved?.url}
        placeholder="https://…"
      />
      <ChoiceField
        label="Form of the messages"
        name="format"
        choices={formats.map(each => [each, wordsOf(each)] as const)}
        start={saved?.format}
      />
      <ChecksField
        label="Told of"
        name="events"
        choices={events.map(each => [each, wordsOf(each)] as const)}
        start={saved?.events ?? ['ALERT_FIRING', 'ALERT_RESOLVED']}
      />
      <TextField label="What it is for" name="description" defaultValue={saved?.description ?? ''} />
    </FormDialog>
  )
}
