import { ModelPrice as Stored } from '../entities/model-price.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type EndModelPriceInput, type ModelPrice } from '../schema/performance/model-price.ts'
import { checkedInstant, checkOrder } from './checked-price.ts'
import { type Prices } from './prices.ts'
import { priceChanged, storedPrice, toModelPrice } from './stored-price.ts'

type PriceScope = Pick<RequestScope, 'project' | 'em' | 'asOf' | 'changes'>

/**
 * Sets the end of a price, or an earlier end. A later end could overlap the next price.
 * @throws NOT_FOUND, DEFAULT_PRICE, ALREADY_ENDED, and as `checkedInstant` and `checkOrder` do
 */
export async function endModelPrice(
  scope: PriceScope,
  prices: Prices,
  { id, validTo }: EndModelPriceInput,
): Promise<ModelPrice> {
  const end = checkedInstant(validTo ?? scope.asOf, 'validTo')
  const price = await storedPrice(scope, id)
  checkOrder(price.validFrom, end)
  const isLater = { $or: [{ validTo: null }, { validTo: { $gt: end } }] }
  if (!(await scope.em.nativeUpdate(Stored, { id, ...isLater }, { validTo: end })))
    throw badInput('ALREADY_ENDED', 'validTo', 'The price already ends at that time or earlier.')
  priceChanged(scope, prices, 'ENDED', price)
  return toModelPrice({ ...price, validTo: end })
}
