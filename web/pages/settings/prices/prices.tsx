import { useState } from 'react'
import { useAsked, useChoice } from '../../../address/location.ts'
import { useText } from '../../../address/own-text.ts'
import { variablesOf } from '../../../address/variables.ts'
import { useRefresh } from '../../../api/live.ts'
import { usePage } from '../../../api/use-page.ts'
import { exact } from '../../../format/numbers.ts'
import { Card } from '../../../parts/card.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { AliasTable } from './aliases.tsx'
import { AliasForm, PriceForm } from './price-forms.tsx'
import { PriceTable } from './price-table.tsx'
import { Prices as PricesOperation } from './prices.graphql.ts'

const kinds = ['own', 'all'] as const

/** What models cost, by whatever name they are called, and which ones have no price. */
export default function Prices() {
  const { question } = useAsked()
  const { range, timeZone } = variablesOf(question)
  const [kind, chooseKind] = useChoice('prices', kinds)
  const [model, setModel] = useText('model')
  const [form, setForm] = useState<
    { kind: 'price' | 'alias'; provider?: string; model?: string } | undefined
  >()
  const page = usePage(PricesOperation, {
    range,
    timeZone,
    model: model || null,
    includeDefaults: kind === 'all',
  })
  useRefresh(page.refresh)
  const close = () => setForm(undefined)
  return (
    <>
      <Card
        title="Models without a price in the range"
        page={page}
        fields={['unpricedModels']}
        className="wide"
      >
        {({ unpricedModels }) => (
          <DataTable
            label="Models without a price"
            rows={unpricedModels.models}
            keyOf={({ provider, model, calls }) => `${provider} ${model} ${calls}`}
            columns={[
              { name: 'Model', of: ({ model }) => model },
              { name: 'Provider', of: ({ provider }) => provider ?? 'unknown' },
              { name: 'Calls', isNumber: true, of: ({ calls }) => exact(calls) },
              { name: 'Tokens', isNumber: true, of: ({ tokens }) => exact(tokens) },
              {
                name: '',
                of: ({ provider, model, tokens }) =>
                  tokens === 0 ? (
                    'sent no tokens, which a price needs'
                  ) : (
                    <span className="actions">
                      {(['price', 'alias'] as const).map(kind => (
                        <button
                          key={kind}
                          type="button"
                          className="button"
                          onClick={() => setForm({ kind, model, ...(provider && { provider }) })}
                        >
                          {kind === 'price' ? 'Set a price' : 'Name its model'}
                          <span className="unseen"> of {model}</span>
                        </button>
                      ))}
                    </span>
                  ),
              },
            ]}
            empty="Every call of the range has a price."
          />
        )}
      </Card>
      <Card
        title="Prices"
        page={page}
        fields={['modelPrices']}
        className="wide"
        aside={
          <button type="button" className="button primary" onClick={() => setForm({ kind: 'price' })}>
            New price
          </button>
        }
      >
        {({ modelPrices }) => (
          <>
            <div className="controls">
              <label>
                Which
                <select
                  value={kind}
                  onChange={({ target }) => chooseKind(target.value === 'all' ? 'all' : 'own')}
                >
                  <option value="own">of this project</option>
                  <option value="all">list prices too</option>
                </select>
              </label>
              <label>
                Model
                <input
                  key={model}
                  defaultValue={model}
                  placeholder="gpt-4o"
                  onBlur={({ target }) => target.value.trim() !== model && setModel(target.value.trim())}
                  onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
                />
              </label>
            </div>
            <PriceTable prices={modelPrices} refresh={page.refresh} />
          </>
        )}
      </Card>
      <Card
        title="Other names of models"
        page={page}
        fields={['modelAliases']}
        aside={
          <button type="button" className="button" onClick={() => setForm({ kind: 'alias' })}>
            New name
          </button>
        }
      >
        {({ modelAliases }) => <AliasTable aliases={modelAliases} refresh={page.refresh} />}
      </Card>
      {form?.kind === 'price' && <PriceForm {...form} onSaved={page.refresh} onClose={close} />}
      {form?.kind === 'alias' && <AliasForm {...form} onSaved={page.refresh} onClose={close} />}
    </>
  )
}
