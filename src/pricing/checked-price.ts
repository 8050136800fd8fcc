import Big from 'big.js'
import { checkedFields } from '../checks/collect.ts'
import { decimalOf, mostTokens, wholeOf } from '../checks/number.ts'
import { textOf } from '../checks/text.ts'
import { badInput } from '../errors.ts'
import { type CreateModelPriceInput } from '../schema/performance/model-price.ts'
import { type Price } from './price-book.ts'

export type CheckedPrice = Omit<Price, 'isDefault'>

/** Ten cents per token: a hundred times the price of the most expensive model. */
const mostUsdPerMillion = 100_000

/** @throws badInput or Rejection that names the wrong field */
export function checkedPrice(input: CreateModelPriceInput, now: Date): CheckedPrice {
  const price = checkedFields({
    provider: () => labelOf(input.provider, 'provider').toLowerCase(),
    model: () => patternOf(input.model, 'model'),
    usage: () => input.usage,
    serviceTier: () => input.serviceTier,
    abovePromptTokens: () => wholeOf(input.abovePromptTokens, 'abovePromptTokens', 0, mostTokens)!,
    usdPerMillion: () => amountOf(input.usdPerMillion),
    validFrom: () => checkedInstant(input.validFrom ?? now, 'validFrom'),
    validTo: () => (input.validTo ? checkedInstant(input.validTo, 'validTo') : null),
  })
  checkOrder(price.validFrom, price.validTo)
  return price
}

/** Years of four digits, which DateTime, JavaScript and PostgreSQL write in the same way. @throws badInput */
export function checkedInstant(at: Date, field: string): Date {
  if (at.getTime() >= 0 && at.getTime() < Date.UTC(9999, 0)) return at
  throw badInput('TIMESTAMP_OUT_OF_RANGE', field, `${field} must lie between 1970 and the end of 9998.`)
}

export function checkOrder(validFrom: Date, validTo: Date | null): void {
  if (validTo && validTo <= validFrom)
    throw badInput(
      'INVALID_RANGE',
      'validTo',
      'validTo must be after validFrom. The price ends just before validTo.',
    )
}

export function labelOf(text: string, field: string): string {
  const label = textOf(text.trim(), field, 100)
  if (label === null) throw badInput('REQUIRED', field, `${field} is missing.`)
  if (/\p{Cc}/u.test(label))
    throw badInput('INVALID_TEXT', field, `${field} must not have a control character.`)
  return label
}

export function patternOf(text: string, field: string): string {
  const model = labelOf(text, field)
  if (/\*./.test(model))
    throw badInput('INVALID_PATTERN', field, `${field} may have a * only as its last character.`)
  return model
}

function amountOf(value: CreateModelPriceInput['usdPerMillion']): string {
  const amount = decimalOf(value, 'usdPerMillion')!
  if (Big(amount).gt(mostUsdPerMillion))
    throw badInput(
      'OUT_OF_RANGE',
      'usdPerMillion',
      `usdPerMillion must be at most ${mostUsdPerMillion} dollars.`,
    )
  return amount
}
