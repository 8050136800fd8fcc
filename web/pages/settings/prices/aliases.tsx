import { useChange } from '../../../api/use-change.ts'
import { momentName } from '../../../format/times.ts'
import { DataTable } from '../../../parts/data-table.tsx'
import { Action } from '../../../parts/forms/action.tsx'
import { useZone } from '../../../session/viewer.tsx'
import { DeleteAlias, type PricesQuery } from './prices.graphql.ts'

interface AliasTableProps {
  aliases: NonNullable<PricesQuery['modelAliases']>
  refresh: () => void
}

/** Names under which services call models, such as that of a deployment, and the models behind them. */
export function AliasTable({ aliases, refresh }: AliasTableProps) {
  const zone = useZone()
  const change = useChange()
  const remove = async (id: string) => {
    const { refusals } = await change(DeleteAlias, { input: { id } })
    refresh()
    return refusals
  }
  return (
    <DataTable
      label="Other names of models"
      rows={aliases}
      keyOf={({ id }) => id}
      columns={[
        { name: 'Sent as', of: ({ model }) => model },
        { name: 'By', of: ({ provider }) => provider ?? 'any provider' },
        { name: 'Is', of: ({ targetProvider, targetModel }) => `${targetModel} of ${targetProvider}` },
        { name: 'Since', of: ({ createdAt }) => momentName(createdAt, zone) },
        {
          name: '',
          of: ({ id, model }) => (
            <Action
              label="Delete"
              name={`Delete the name ${model}`}
              className="button quiet"
              done={`Deleted: ${model} is a model of its own again.`}
              ask={{
                title: `Delete the name “${model}”?`,
                text: 'Later calls under it have no price of another model.',
              }}
              run={() => remove(id)}
            />
          ),
        },
      ]}
      empty="No name stands for another model. A deployment, such as “prod-chat”, gets the price of its model by one."
    />
  )
}
