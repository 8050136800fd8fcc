import { useChange } from '../../../api/use-change.ts'
import { wordsOf } from '../../../format/names.ts'
import { ChoiceField, TextField } from '../../../parts/forms/fields.tsx'
import { FormDialog } from '../../../parts/forms/form-dialog.tsx'
import { choiceIn, instantIn, numberIn, textIn } from '../../../parts/forms/form-values.ts'
import { CreateAlias, CreatePrice } from './prices.graphql.ts'

interface FormProps {
  provider?: string
  model?: string
  onSaved: () => void
  onClose: () => void
}

const usages = [
  'INPUT',
  'OUTPUT',
  'CACHED_INPUT',
  'CACHE_WRITE',
  'REASONING',
  'AUDIO_INPUT',
  'AUDIO_OUTPUT',
] as const
const tiers = ['STANDARD', 'BATCH', 'FLEX', 'PRIORITY'] as const

export function PriceForm({ provider, model, onSaved, onClose }: FormProps) {
  const change = useChange()
  const save = async (form: FormData) => {
    const input = {
      provider: textIn(form, 'provider') ?? '',
      model: textIn(form, 'model') ?? '',
      usage: choiceIn(form, 'usage', usages),
      serviceTier: choiceIn(form, 'serviceTier', tiers),
      usdPerMillion: textIn(form, 'usdPerMillion') ?? '',
      abovePromptTokens: numberIn(form, 'abovePromptTokens') ?? 0,
      validFrom: instantIn(form, 'validFrom'),
    }
    const { refusals } = await change(CreatePrice, { input })
    if (!refusals.length) onSaved()
    return refusals
  }
  return (
    <FormDialog
      title="A new price"
      submit="Set the price"
      done="Set: calls from then on are priced with it."
      save={save}
      onClose={onClose}
    >
      <div className="side-by-side">
        <TextField label="Provider" name="provider" required defaultValue={provider} placeholder="openai" />
        <TextField label="Model" name="model" required defaultValue={model} placeholder="gpt-4o" />
        <ChoiceField label="For" name="usage" choices={usages.map(each => [each, wordsOf(each)] as const)} />
        <ChoiceField
          label="Tier"
          name="serviceTier"
          choices={tiers.map(each => [each, wordsOf(each)] as const)}
        />
        <TextField
          label="US dollars a million"
          name="usdPerMillion"
          required
          inputMode="decimal"
          placeholder="2.50"
        />
        <TextField
          label="Prompts over (tokens)"
          name="abovePromptTokens"
          type="number"
          min="0"
          placeholder="all prompts"
        />
      </div>
      <TextField label="From" name="validFrom" type="datetime-local" hint="Empty: from now on." />
    </FormDialog>
  )
}

export function AliasForm({ provider, model, onSaved, onClose }: FormProps) {
  const change = useChange()
  const save = async (form: FormData) => {
    const input = {
      provider: textIn(form, 'provider'),
      model: textIn(form, 'model') ?? '',
      targetProvider: textIn(form, 'targetProvider') ?? '',
      targetModel: textIn(form, 'targetModel') ?? '',
    }
    const { refusals } = await change(CreateAlias, { input })
    if (!refusals.length) onSaved()
    return refusals
  }
  return (
    <FormDialog
      title="The model behind a name"
      submit="Save the name"
      done="Saved: calls under this name are priced as the model."
      save={save}
      onClose={onClose}
    >
      <div className="side-by-side">
        <TextField label="Sent as" name="model" required defaultValue={model} placeholder="prod-chat" />
        <TextField label="By provider" name="provider" defaultValue={provider} placeholder="any" />
        <TextField label="Is the model" name="targetModel" required placeholder="gpt-4o" />
        <TextField label="Of provider" name="targetProvider" required placeholder="openai" />
      </div>
    </FormDialog>
  )
}
