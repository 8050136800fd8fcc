import { checkText } from '../analytics/query/check-text.ts'
import { ModelPrice as Stored } from '../entities/model-price.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type ModelPrice, type ModelPricesArgs, ModelUsage } from '../schema/performance/model-price.ts'
import { defaultPrices } from './default-prices.ts'
import { isSameProvider, matchScore } from './match-model.ts'
import { toModelPrice } from './stored-price.ts'

/**
 * The prices of the project and the default prices, sorted by provider, model and usage; then the project's own
 * first, and the newest first.
 * @throws INVALID_TEXT
 */
export async function modelPrices(
  { em }: Pick<RequestScope, 'em'>,
  args: ModelPricesArgs,
): Promise<ModelPrice[]> {
  checkText(args.provider, 'provider')
  checkText(args.model, 'model')
  const own = (await em.find(Stored, {})).map(toModelPrice)
  const all = args.includeDefaults ? [...own, ...defaults] : own
  return all.filter(price => isSelected(price, args)).sort(inOrder)
}

const defaults: ModelPrice[] = defaultPrices.map(price => ({
  ...price,
  id: `default/${price.provider}/${price.model}/${price.usage}`,
  createdAt: null,
}))

function isSelected(price: ModelPrice, { provider, model, at }: ModelPricesArgs): boolean {
  return (
    (provider == null || isSameProvider(price.provider, provider)) &&
    (model == null || matchScore(price.model, model) > 0) &&
    (at == null || (price.validFrom <= at && (!price.validTo || at < price.validTo)))
  )
}

const usages = Object.values(ModelUsage) as string[]

function inOrder(a: ModelPrice, b: ModelPrice): number {
  return (
    byText(a.provider, b.provider) ||
    byText(a.model, b.model) ||
    usages.indexOf(a.usage) - usages.indexOf(b.usage) ||
    Number(a.isDefault) - Number(b.isDefault) ||
    b.validFrom.getTime() - a.validFrom.getTime()
  )
}

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b))
