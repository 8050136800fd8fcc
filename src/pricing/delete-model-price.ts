import { ModelPrice as Stored } from '../entities/model-price.ts'
import { type DeleteModelPriceInput } from '../schema/performance/model-price.ts'
import { type PriceKeeper, priceChanged, storedPrice } from './price-keeper.ts'

/**
 * Deletes a price that was a mistake. Ending the price instead would keep it for the time before the end.
 * @throws NOT_FOUND, DEFAULT_PRICE
 */
export async function deleteModelPrice(keeper: PriceKeeper, { id }: DeleteModelPriceInput): Promise<string> {
  const price = await storedPrice(keeper, id)
  await keeper.em.nativeDelete(Stored, { id })
  priceChanged(keeper, 'DELETED', price)
  return id
}
