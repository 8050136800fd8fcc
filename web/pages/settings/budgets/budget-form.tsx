import { useState } from 'react'
import { useChange } from '../../../api/use-change.ts'
import { ChoiceField, TextField } from '../../../parts/forms/fields.tsx'
import { FormDialog } from '../../../parts/forms/form-dialog.tsx'
import { actions, type BudgetContent, budgetIn, periods, scopeOf, scopes } from './budget-input.ts'
import {
  type BudgetPeriodInput,
  type BudgetScopeInput,
  type BudgetsQuery,
  CreateBudget,
  UpdateBudget,
} from './budgets.graphql.ts'

interface BudgetFormProps {
  saved?: NonNullable<BudgetsQuery['budgets']>['nodes'][number]
  onSaved: () => void
  onClose: () => void
}

const scopeNames: Record<(typeof scopes)[number], string> = {
  EVERYBODY: 'everybody together',
  EACH_USER: 'each user alone',
  model: 'a model',
  provider: 'a provider',
  botId: 'a bot',
  userId: 'a user',
  segmentId: 'a segment, by its id',
}

export function BudgetForm({ saved, onSaved, onClose }: BudgetFormProps) {
  const change = useChange()
  const input: BudgetContent = saved?.input ?? {}
  const start = scopeOf(input)
  const [scope, setScope] = useState<string>(start?.scope ?? 'kept')
  const save = async (form: FormData) => {
    const content = budgetIn(form, input)
    // Exactly one of their kinds, which the service checks.
    const typed = {
      ...content,
      period: content.period as BudgetPeriodInput,
      scope: content.scope as BudgetScopeInput,
      notify: content.notify as [],
    }
    const { refusals } = saved
      ? await change(UpdateBudget, { input: { ...typed, id: saved.id, expectedVersion: saved.version } })
      : await change(CreateBudget, { input: typed })
    if (!refusals.length) onSaved()
    return refusals
  }
  const isPeriodKept = input.period !== undefined && !input.period.every
  return (
    <FormDialog
      title={saved ? `Change “${saved.name}”` : 'A new budget'}
      submit={saved ? 'Save the budget' : 'Create the budget'}
      done="Saved."
      save={save}
      onClose={onClose}
    >
      <TextField
        label="Name"
        name="name"
        required
        defaultValue={saved?.name}
        placeholder="models in a month"
      />
      <div className="side-by-side">
        <TextField
          label="US dollars"
          name="amountUsd"
          required
          inputMode="decimal"
          defaultValue={saved?.amountUsd}
          placeholder="500"
        />
        <ChoiceField
          label="In each"
          name="period"
          choices={[
            ...(isPeriodKept ? [['kept', `${input.period?.rollingDays} days`] as const] : []),
            ...periods.map(each => [each, each.toLowerCase()] as const),
          ]}
          start={input.period?.every}
        />
        <ChoiceField
          label="Of"
          name="scope"
          choices={[
            ...(start ? [] : [['kept', 'as it is'] as const]),
            ...scopes.map(each => [each, scopeNames[each]] as const),
          ]}
          start={scope}
          onChange={setScope}
        />
        {!['EVERYBODY', 'EACH_USER', 'kept'].includes(scope) && (
          <TextField label="Which" name="of" required defaultValue={start?.of} />
        )}
      </div>
      <TextField
        label="Told at (%)"
        name="thresholds"
        defaultValue={input.thresholds?.map(share => Math.round(share * 1e4) / 100).join(', ')}
        placeholder="50, 80, 95, 100"
      />
      <ChoiceField
        label="When it is used up"
        name="action"
        choices={actions.map(
          each => [each, each === 'NOTIFY' ? 'tell' : 'tell, and advise services to stop'] as const,
        )}
        start={input.action}
        hint="Convograph never stops a call itself: services ask `budgetStatus` before it."
      />
      <TextField
        label="Mail to"
        name="email"
        defaultValue={input.notify?.flatMap(({ email }) => email ?? []).join(', ')}
        placeholder="ann@example.com"
      />
      <TextField label="What it is for" name="description" defaultValue={saved?.description ?? ''} />
    </FormDialog>
  )
}
