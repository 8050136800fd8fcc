import { useChange } from '../../../api/use-change.ts'
import { wordsOf } from '../../../format/names.ts'
import { exact, money, numberOf } from '../../../format/numbers.ts'
import { momentName } from '../../../format/times.ts'
import { DataTable } from '../../../parts/data-table.tsx'
import { Action } from '../../../parts/forms/action.tsx'
import { useZone } from '../../../session/viewer.tsx'
import { DeletePrice, EndPrice, type PricesQuery } from './prices.graphql.ts'

type Price = NonNullable<PricesQuery['modelPrices']>[number]

const most = 200

/** Prices per million tokens. List prices cannot be changed; one of the project wins over them. */
export function PriceTable({ prices, refresh }: { prices: Price[]; refresh: () => void }) {
  const zone = useZone()
  return (
    <>
      <DataTable
        label="Prices"
        rows={prices.slice(0, most)}
        keyOf={({ id }) => id}
        columns={[
          { name: 'Model', of: ({ model }) => model },
          { name: 'Provider', of: ({ provider }) => provider },
          { name: 'For', of: ({ usage }) => wordsOf(usage) },
          { name: 'Tier', of: ({ serviceTier }) => wordsOf(serviceTier) },
          {
            name: 'A million',
            isNumber: true,
            of: ({ usdPerMillion }) => money(numberOf(usdPerMillion)),
          },
          {
            name: 'Prompts over',
            isNumber: true,
            of: ({ abovePromptTokens: tokens }) => (tokens ? exact(tokens) : ''),
          },
          { name: 'From', of: ({ validFrom }) => momentName(validFrom, zone) },
          { name: 'To', of: ({ validTo }) => (validTo ? momentName(validTo, zone) : 'open') },
          {
            name: '',
            of: price => (price.isDefault ? 'list price' : <PriceActions {...price} refresh={refresh} />),
          },
        ]}
        empty="The project has no prices of its own; list prices are used. A price of your own wins over them."
      />
      {prices.length > most && (
        <p className="hint">
          The first {most} of {exact(prices.length)}: name a model to see all of its prices.
        </p>
      )}
    </>
  )
}

function PriceActions({ id, model, validTo, refresh }: Price & { refresh: () => void }) {
  const change = useChange()
  const done = async (doing: ReturnType<typeof change>) => {
    const { refusals } = await doing
    refresh()
    return refusals
  }
  return (
    <span className="actions">
      {!validTo && (
        <Action
          label="End"
          name={`End the price of ${model}`}
          done="Ended: later calls have another price or none."
          ask={{ title: `End the price of ${model} now?`, text: 'Costs until now stay as they are.' }}
          run={() => done(change(EndPrice, { input: { id } }))}
        />
      )}
      <Action
        label="Delete"
        name={`Delete the price of ${model}`}
        className="button quiet"
        done="Deleted."
        ask={{
          title: `Delete the price of ${model}?`,
          text: 'Costs that were computed with it stay, until they are computed anew. It cannot be restored.',
        }}
        run={() => done(change(DeletePrice, { input: { id } }))}
      />
    </span>
  )
}
