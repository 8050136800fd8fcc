import { isRowId } from '../analytics/query/definition.ts'
import { type Change } from '../entities/audit-entry.ts'
import { ModelPrice as Stored } from '../entities/model-price.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type ModelPrice } from '../schema/performance/model-price.ts'
import { type Prices } from './prices.ts'

/** After the change of a price: discards the cached prices and records the change for the audit log. */
export function priceChanged(
  { project, changes }: Pick<RequestScope, 'project' | 'changes'>,
  prices: Prices,
  action: Change['action'],
  {
    id,
    provider,
    model,
    usage,
    serviceTier,
  }: Pick<Stored, 'id' | 'provider' | 'model' | 'usage' | 'serviceTier'>,
): void {
  prices.forget(project)
  const tier = serviceTier === 'STANDARD' ? '' : ` ${serviceTier}`
  changes.push({ action, kind: 'MODEL_PRICE', id, name: `${provider} ${model} ${usage}${tier}` })
}

/** @throws NOT_FOUND when the project has no such price, DEFAULT_PRICE for a default price */
export async function storedPrice({ em }: Pick<RequestScope, 'em'>, id: string): Promise<Stored> {
  if (id.startsWith('default/'))
    throw badInput(
      'DEFAULT_PRICE',
      'id',
      'A default price cannot be changed. Add a price of your own for the model: it takes precedence.',
    )
  const price = isRowId(id) ? await em.findOne(Stored, { id }) : null
  if (!price) throw badInput('NOT_FOUND', 'id', 'This project has no price with this id.')
  return price
}

export const toModelPrice = (price: Stored): ModelPrice => ({ ...price, isDefault: false })
