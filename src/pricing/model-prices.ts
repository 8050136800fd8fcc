import { checkText } from '../analytics/query/check-text.ts'
import { ModelPrice as Stored } from '../entities/model-price.ts'
import { ServiceTier } from '../ingest/kinds/service-tier.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type ModelPrice, type ModelPricesArgs, ModelUsage } from '../schema/performance/model-price.ts'
import { defaultPrices } from './default-prices/default-prices.ts'
import { appliesTo, isValidAt, type Price } from './price-book.ts'
import { isSameProvider } from './provider-names.ts'
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
  id: idOf(price),
  createdAt: null,
}))

/** Such as `default/openai/gpt-4o/INPUT/2024-10-02`, with the tier and the length of prompt of special prices. */
function idOf({ provider, model, usage, serviceTier, abovePromptTokens, validFrom }: Price): string {
  return [
    ...['default', provider, model, usage, validFrom.toISOString().slice(0, 10)],
    ...(serviceTier === 'STANDARD' ? [] : [serviceTier]),
    ...(abovePromptTokens ? [abovePromptTokens] : []),
  ].join('/')
}

function isSelected(price: ModelPrice, { provider, model, at }: ModelPricesArgs): boolean {
  return (
    (model == null
      ? provider == null || isSameProvider(price.provider, provider)
      : appliesTo(price, { provider: provider ?? price.provider, model })) &&
    (at == null || isValidAt(price, at))
  )
}

const usages = Object.values(ModelUsage) as string[]
const tiers = Object.values(ServiceTier) as string[]

function inOrder(a: ModelPrice, b: ModelPrice): number {
  return (
    byText(a.provider, b.provider) ||
    byText(a.model, b.model) ||
    usages.indexOf(a.usage) - usages.indexOf(b.usage) ||
    Number(a.isDefault) - Number(b.isDefault) ||
    tiers.indexOf(a.serviceTier) - tiers.indexOf(b.serviceTier) ||
    a.abovePromptTokens - b.abovePromptTokens ||
    b.validFrom.getTime() - a.validFrom.getTime()
  )
}

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b))
