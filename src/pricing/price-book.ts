import { type ServiceTier } from '../ingest/kinds/service-tier.ts'
import { matchScore } from './match-model.ts'
import { type ModelName, namesOf } from './model-names.ts'
import { type ModelUse } from './model-use.ts'
import { isSameProvider, providerOf } from './provider-names.ts'
import { promptTokens, type Usage } from './used-tokens.ts'

/** The price of a million tokens of a model, valid from one instant on and, if it has an end, before another. */
export interface Price {
  provider: string
  /** The model's name, which also matches its versions, or a prefix followed by `*`. */
  model: string
  usage: Usage
  serviceTier: ServiceTier
  /** The price is for prompts of more tokens than this; 0 for prompts of any length. */
  abovePromptTokens: number
  usdPerMillion: string
  validFrom: Date
  validTo: Date | null
  /** Whether it is a default price of Convograph. A project's own prices take precedence. */
  isDefault: boolean
}

/** A name that a project gave to a model, such as that of a deployment. */
export interface Alias extends ModelName {
  /** Empty for any provider. */
  provider: string
  targetProvider: string
  targetModel: string
}

/** All that the costs of a project are computed from. */
export interface PriceBook {
  prices: Price[]
  aliases: Alias[]
}

/** The prices that apply to a use of a model, for each usage the best first. */
export function pricesOf(event: ModelUse, book: PriceBook): Price[] {
  const at = new Date(event.occurred_at)
  const length = promptTokens(event)
  const tier = event.service_tier ?? 'STANDARD'
  return pricesOfModel(String(event.provider ?? ''), String(event.model ?? ''), book).filter(
    price =>
      price.serviceTier === tier &&
      (!price.abovePromptTokens || length > price.abovePromptTokens) &&
      isValidAt(price, at),
  )
}

/** From the first instant of the price until just before its end. */
export const isValidAt = ({ validFrom, validTo }: Pick<Price, 'validFrom' | 'validTo'>, at: Date): boolean =>
  validFrom <= at && (!validTo || at < validTo)

/** A cache per price book, since many calls use few models. */
const known = new WeakMap<PriceBook, Map<string, Price[]>>()
/** Far more models than a project uses. The limit keeps invented names from filling the memory. */
const mostModels = 10_000

/** All prices of a model under any of its names, best first. */
export function pricesOfModel(provider: string, model: string, book: PriceBook): Price[] {
  const models = known.get(book) ?? new Map<string, Price[]>()
  const key = `${provider}\0${model}`
  const prices = models.get(key) ?? ranked(provider, model, book)
  if (models.size >= mostModels) models.clear()
  known.set(book, models.set(key, prices))
  return prices
}

/**
 * A project's own prices come first, for each usage those of the name that fits best. Of the default prices only those of
 * the best name count: a version without a price for cached input has no such price, whatever the model has.
 */
function ranked(provider: string, model: string, { prices, aliases }: PriceBook): Price[] {
  const alias = aliasOf({ provider, model }, aliases)
  const names = namesOf(alias?.targetProvider ?? provider, alias?.targetModel ?? model)
  const own = bestFirst(prices, false, names.own)
  const listed = bestFirst(prices, true, names.listed)
  return [...own, ...listed.filter(({ rank }) => rank === listed[0]!.rank)].map(({ price }) => price)
}

/** Prices of the same name are sorted by the length of the prompt, the longest first. */
const bestFirst = (prices: Price[], isDefault: boolean, names: ModelName[]) =>
  prices
    .filter(price => price.isDefault === isDefault)
    .map(price => ({ price, rank: rankOf(price, names) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || b.price.abovePromptTokens - a.price.abovePromptTokens)

/** Whether the price may be one of a model under any of its names. */
export const appliesTo = (price: ModelPattern, { provider, model }: ModelName): boolean =>
  rankOf(price, price.isDefault ? namesOf(provider, model).listed : namesOf(provider, model).own) > 0

type ModelPattern = Pick<Price, 'provider' | 'model' | 'isDefault'>

/** Whole names above patterns, then the first of the names above later ones. 0 if no name matches. */
function rankOf(price: ModelPattern, names: ModelName[]): number {
  for (const [i, { provider, model }] of names.entries()) {
    if (provider !== price.provider && provider !== providerOf(price.provider)) continue
    const score = matchScore(price.model, model)
    if (score) return (price.model.endsWith('*') ? 0 : 1_000_000) + (names.length - i) * 2_000 + score
  }
  return 0
}

function aliasOf({ provider, model }: ModelName, aliases: Alias[]): Alias | undefined {
  const scored = aliases
    .filter(alias => !alias.provider || isSameProvider(alias.provider, provider))
    .map(alias => ({ alias, score: matchScore(alias.model, model) + (alias.provider ? 0.25 : 0) }))
    .filter(({ score }) => score >= 1)
    .sort((a, b) => b.score - a.score)
  return scored[0]?.alias
}
