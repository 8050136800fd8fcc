import { defaultPrices } from '../../../pricing/default-prices/default-prices.ts'
import { type ModelPricesArgs } from '../../../schema/performance/model-price.ts'
import { type Question } from '../question.ts'
import { weights } from '../weights.ts'

/** The usual number of prices of a project, or of one model. */
const prices = 100

export function modelPricesCost({ args, fieldsCost }: Question<ModelPricesArgs>): number {
  const listed = args.includeDefaults && args.model == null ? defaultPrices.length : 0
  return weights.statement + (prices + listed) * fieldsCost
}
