import { type EntityManager } from '@mikro-orm/postgresql'
import { ModelAlias } from '../entities/model-alias.ts'
import { ModelPrice } from '../entities/model-price.ts'
import { defaultPrices } from './default-prices/default-prices.ts'
import { type PriceBook } from './price-book.ts'

/** The prices and aliases of the project of a request, as they are stored now. */
export async function storedPriceBook(em: EntityManager): Promise<PriceBook> {
  const [prices, aliases] = await Promise.all([em.find(ModelPrice, {}), em.find(ModelAlias, {})])
  return { prices: [...prices.map(price => ({ ...price, isDefault: false })), ...defaultPrices], aliases }
}
