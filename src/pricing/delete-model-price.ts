import { ModelPrice as Stored } from '../entities/model-price.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type DeleteModelPriceInput } from '../schema/performance/model-price.ts'
import { type Prices } from './prices.ts'
import { priceChanged, storedPrice } from './stored-price.ts'

type PriceScope = Pick<RequestScope, 'project' | 'em' | 'changes'>

/**
 * Deletes a price that was a mistake. Ending the price instead would keep it for the time before the end.
 * @throws NOT_FOUND, DEFAULT_PRICE
 */
export async function deleteModelPrice(
  scope: PriceScope,
  prices: Prices,
  { id }: DeleteModelPriceInput,
): Promise<string> {
  const price = await storedPrice(scope, id)
  await scope.em.nativeDelete(Stored, { id })
  priceChanged(scope, prices, 'DELETED', price)
  return id
}
