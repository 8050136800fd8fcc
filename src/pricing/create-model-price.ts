import { ModelPrice as Stored } from '../entities/model-price.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type CreateModelPriceInput, type ModelPrice } from '../schema/performance/model-price.ts'
import { type CheckedPrice, checkedPrice } from './checked-price.ts'
import { type Prices } from './prices.ts'
import { priceChanged, toModelPrice } from './stored-price.ts'

type PriceScope = Pick<RequestScope, 'project' | 'em' | 'pool' | 'asOf' | 'changes'>

/** More than a project needs, and few enough to list and cache all of them. */
const mostPrices = 5_000

/**
 * Adds a price of the project. This process uses the price at once, other processes within 5 s.
 * @throws TOO_MANY, PRICE_OVERLAPS, and as `checkedPrice` does
 */
export async function createModelPrice(
  scope: PriceScope,
  prices: Prices,
  input: CreateModelPriceInput,
): Promise<ModelPrice> {
  const price = checkedPrice(input, scope.asOf)
  if ((await scope.em.count(Stored)) >= mostPrices)
    throw badInput(
      'TOO_MANY',
      'input',
      `A project may have at most ${mostPrices} prices. Delete one first, or use patterns.`,
    )
  const row = await insert(scope, price)
  if (!row)
    throw badInput(
      'PRICE_OVERLAPS',
      'validFrom',
      'Another price of this model, usage, service tier and length of prompt is valid at that time. End that price first, or set validFrom to its end.',
    )
  const added = scope.em.map(Stored, row)
  priceChanged(scope, prices, 'CREATED', added)
  return toModelPrice(added)
}

/** PostgreSQL's exclusion constraint refuses overlapping prices, also when they are added concurrently. */
async function insert({ pool, project }: PriceScope, price: CheckedPrice): Promise<object | undefined> {
  const { provider, model, usage, serviceTier, abovePromptTokens, usdPerMillion, validFrom, validTo } = price
  const { rows } = await pool.query(
    `insert into model_prices (project, provider, model, usage, service_tier, above_prompt_tokens, usd_per_million,
       valid_from, valid_to)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict do nothing
     returning *`,
    [project, provider, model, usage, serviceTier, abovePromptTokens, usdPerMillion, validFrom, validTo],
  )
  return rows[0]
}
