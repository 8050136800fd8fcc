import { withUserErrors } from '../checks/user-errors.ts'
import { ModelPrice as Stored } from '../entities/model-price.ts'
import {
  type DeleteModelPriceInput,
  type DeleteModelPricePayload,
} from '../schema/performance/model-price.ts'
import { type PriceKeeper, priceChanged, storedPrice } from './price-keeper.ts'

/** Takes back a price that was a mistake, as if it had never been: an end would keep it for the time before. */
export function deleteModelPrice(
  keeper: PriceKeeper,
  input: DeleteModelPriceInput,
): Promise<DeleteModelPricePayload> {
  return withUserErrors<DeleteModelPricePayload>(
    async () => ({ deletedId: await deleted(keeper, input), userErrors: [] }),
    userErrors => ({ deletedId: null, userErrors }),
  )
}

async function deleted(keeper: PriceKeeper, { id }: DeleteModelPriceInput): Promise<string> {
  const price = await storedPrice(keeper, id)
  await keeper.em.nativeDelete(Stored, { id })
  priceChanged(keeper, 'DELETED', price)
  return id
}
