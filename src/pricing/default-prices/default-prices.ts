import { type Price } from '../price-book.ts'
import { anthropic } from './anthropic.ts'
import { google } from './google.ts'
import { bedrock, fireworks, groq, openrouter, together } from './hosts.ts'
import { pricesIn } from './listing.ts'
import { mistral } from './mistral.ts'
import { openai } from './openai.ts'
import { cohere, deepseek, voyage, xai } from './other-makers.ts'

const makers = { openai, anthropic, google, mistral, cohere, deepseek, xai, voyage }
const hosts = { bedrock, groq, together, fireworks, openrouter }

/**
 * The list prices of widely used models of the last three years, each from the day it was announced or is known from. A
 * use before that day has no default price. Left out are prices that depend on the time of day, on images or requests,
 * or on which the sources disagree. docs/decisions/0084-default-prices-kept-here.md names the sources.
 */
export const defaultPrices: Price[] = Object.entries({ ...makers, ...hosts }).flatMap(
  ([provider, listings]) => pricesIn(provider, listings),
)
