import { useState } from 'react'
import { useChange } from '../../../api/use-change.ts'
import { wordsOf } from '../../../format/names.ts'
import { ChoiceField, TextField } from '../../../parts/forms/fields.tsx'
import { FormDialog } from '../../../parts/forms/form-dialog.tsx'
import { choiceIn, instantIn, numberIn, textIn } from '../../../parts/forms/form-values.ts'
import { CreateDestination } from './destinations.graphql.ts'

interface DestinationFormProps {
  /** With the secret that the service has made, if it has. */
  onMade: (secret: string | null) => void
  onClose: () => void
}

const kinds = ['WEBHOOK', 'HTTP_NDJSON', 'SEGMENT', 'POSTHOG', 'MIXPANEL', 'OTLP'] as const
const regions = ['US', 'EU', 'IN'] as const

export function DestinationForm({ onMade, onClose }: DestinationFormProps) {
  const change = useChange()
  const [kind, setKind] = useState<string>(kinds[0])
  const save = async (form: FormData) => {
    const share = numberIn(form, 'sampleRate')
    const input = {
      name: textIn(form, 'name') ?? '',
      kind: choiceIn(form, 'kind', kinds),
      url: textIn(form, 'url'),
      region: form.has('region') ? choiceIn(form, 'region', regions) : null,
      secret: textIn(form, 'secret'),
      mixpanelProject: textIn(form, 'mixpanelProject'),
      startAt: instantIn(form, 'startAt'),
      sampleRate: share === null ? null : share / 100,
      sendsUsers: form.has('sendsUsers'),
    }
    const { saved, refusals } = await change(CreateDestination, { input })
    if (saved) onMade(input.secret ? null : saved.secret)
    return refusals
  }
  const isProduct = kind === 'SEGMENT' || kind === 'POSTHOG' || kind === 'MIXPANEL'
  return (
    <FormDialog
      title="A new destination"
      submit="Create the destination"
      done="Created: send a test."
      save={save}
      onClose={onClose}
    >
      <TextField label="Name" name="name" required placeholder="warehouse" />
      <ChoiceField
        label="Kind"
        name="kind"
        choices={kinds.map(each => [each, wordsOf(each)] as const)}
        onChange={setKind}
      />
      {isProduct ? (
        <ChoiceField label="Region" name="region" choices={regions.map(each => [each, each] as const)} />
      ) : (
        <TextField label="Address" name="url" type="url" required placeholder="https://…" />
      )}
      <TextField
        label={isProduct ? 'Key of the product' : 'Secret'}
        name="secret"
        type="password"
        autoComplete="off"
        required={isProduct}
        hint={isProduct ? undefined : 'Empty: one is made where the kind needs one.'}
      />
      {kind === 'MIXPANEL' && <TextField label="Mixpanel’s project" name="mixpanelProject" />}
      <div className="side-by-side">
        <TextField label="Since" name="startAt" type="datetime-local" hint="Empty: from now on." />
        <TextField
          label="Of the users (%)"
          name="sampleRate"
          type="number"
          min="1"
          max="100"
          placeholder="100"
        />
      </div>
      <label className="inline-check">
        <input type="checkbox" name="sendsUsers" defaultChecked /> Send users with their traits too
      </label>
    </FormDialog>
  )
}
