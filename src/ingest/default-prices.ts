import { type Price, type Usage } from './cost.ts'

/**
 * What widely used models cost in US dollars a million tokens: uncached input, cached input, output.
 * Taken from the providers' public price pages as of November 2025, list prices without batch or volume rebates.
 * A project's own prices go before these.
 */
const table: [
  provider: string,
  model: string,
  input: string,
  cached: string | null,
  output: string | null,
][] = [
  ['openai', 'gpt-5', '1.25', '0.125', '10'],
  ['openai', 'gpt-5-mini', '0.25', '0.025', '2'],
  ['openai', 'gpt-5-nano', '0.05', '0.005', '0.4'],
  ['openai', 'gpt-4.1', '2', '0.5', '8'],
  ['openai', 'gpt-4.1-mini', '0.4', '0.1', '1.6'],
  ['openai', 'gpt-4.1-nano', '0.1', '0.025', '0.4'],
  ['openai', 'gpt-4o', '2.5', '1.25', '10'],
  ['openai', 'gpt-4o-mini', '0.15', '0.075', '0.6'],
  ['openai', 'o3', '2', '0.5', '8'],
  ['openai', 'o4-mini', '1.1', '0.275', '4.4'],
  ['openai', 'text-embedding-3-small', '0.02', null, null],
  ['openai', 'text-embedding-3-large', '0.13', null, null],
  ['anthropic', 'claude-opus-4-1*', '15', '1.5', '75'],
  ['anthropic', 'claude-sonnet-4-5*', '3', '0.3', '15'],
  ['anthropic', 'claude-sonnet-4*', '3', '0.3', '15'],
  ['anthropic', 'claude-haiku-4-5*', '1', '0.1', '5'],
  ['anthropic', 'claude-3-5-haiku*', '0.8', '0.08', '4'],
  ['google', 'gemini-2.5-pro*', '1.25', '0.125', '10'],
  ['google', 'gemini-2.5-flash-lite*', '0.1', '0.01', '0.4'],
  ['google', 'gemini-2.5-flash*', '0.3', '0.03', '2.5'],
  ['google', 'gemini-2.0-flash*', '0.1', '0.025', '0.4'],
  ['mistral', 'mistral-large*', '2', null, '6'],
  ['mistral', 'mistral-small*', '0.1', null, '0.3'],
  ['deepseek', 'deepseek-chat', '0.28', '0.028', '0.42'],
]

const always = { validFrom: new Date(0), validTo: null, isDefault: true }

export const defaultPrices: Price[] = table.flatMap(([provider, model, input, cached, output]) => {
  const price = (usage: Usage, usdPerMillion: string | null): Price[] =>
    usdPerMillion === null ? [] : [{ provider, model, usage, usdPerMillion, ...always }]
  return [...price('INPUT', input), ...price('CACHED_INPUT', cached), ...price('OUTPUT', output)]
})
