import { type Price, type Usage } from './cost.ts'

type Prices = [input: string, cachedInput: string | null, output: string | null]

/**
 * The prices of widely used models in US dollars per million tokens: uncached input, cached input, output. They are
 * list prices of the providers' own APIs, without discounts for batches, volume or latency, and for short prompts
 * where long prompts cost more. Collected in November 2026 from copies of the price pages of Anthropic, OpenAI and
 * DeepSeek, and from the lists of models.dev and llm-prices.com. The table leaves out prices that depend on the time
 * of day, that are announced to change, or on which the sources disagree. A project's own prices take precedence.
 */
const table: Record<string, Record<string, Prices>> = {
  openai: {
    'gpt-6-astra': ['10', '1', '50'],
    'gpt-6-sol': ['2', '0.2', '10'],
    'gpt-6-luna': ['0.1', '0.01', '0.5'],
    'gpt-5.5': ['5', '0.5', '30'],
    'gpt-5.4': ['2.5', '0.25', '15'],
    'gpt-5.4-mini': ['0.75', '0.075', '4.5'],
    'gpt-5.4-nano': ['0.2', '0.02', '1.25'],
    'gpt-5.2': ['1.75', '0.175', '14'],
    'gpt-5.1': ['1.25', '0.125', '10'],
    'gpt-5': ['1.25', '0.125', '10'],
    'gpt-5-mini': ['0.25', '0.025', '2'],
    'gpt-5-nano': ['0.05', '0.005', '0.4'],
    'gpt-4.1': ['2', '0.5', '8'],
    'gpt-4.1-mini': ['0.4', '0.1', '1.6'],
    'gpt-4.1-nano': ['0.1', '0.025', '0.4'],
    'gpt-4o': ['2.5', '1.25', '10'],
    // The first version was more expensive, without a discount for cached input.
    'gpt-4o-2024-05-13': ['5', '5', '15'],
    'gpt-4o-mini': ['0.15', '0.075', '0.6'],
    'gpt-4-turbo': ['10', null, '30'],
    'gpt-3.5-turbo': ['0.5', null, '1.5'],
    o1: ['15', '7.5', '60'],
    o3: ['2', '0.5', '8'],
    'o3-mini': ['1.1', '0.55', '4.4'],
    'o4-mini': ['1.1', '0.275', '4.4'],
    'text-embedding-3-small': ['0.02', null, null],
    'text-embedding-3-large': ['0.13', null, null],
  },
  anthropic: {
    'claude-fable-5-1': ['10', '0.25', '50'],
    'claude-fable-5': ['10', '1', '50'],
    'claude-opus-5-5': ['4', '0.2', '20'],
    'claude-opus-5': ['5', '0.5', '25'],
    'claude-opus-4-8': ['5', '0.5', '25'],
    'claude-opus-4-7': ['5', '0.5', '25'],
    'claude-opus-4-6': ['5', '0.5', '25'],
    'claude-opus-4-5': ['5', '0.5', '25'],
    'claude-opus-4-1': ['15', '1.5', '75'],
    'claude-opus-4-0': ['15', '1.5', '75'],
    'claude-opus-4': ['15', '1.5', '75'],
    'claude-sonnet-5-5': ['2', '0.1', '10'],
    'claude-sonnet-5': ['2', '0.2', '10'],
    'claude-sonnet-4-6': ['3', '0.3', '15'],
    'claude-sonnet-4-5': ['3', '0.3', '15'],
    'claude-sonnet-4-0': ['3', '0.3', '15'],
    'claude-sonnet-4': ['3', '0.3', '15'],
    'claude-haiku-5-5': ['0.1', '0.01', '0.5'],
    'claude-haiku-4-5': ['1', '0.1', '5'],
    'claude-3-7-sonnet': ['3', '0.3', '15'],
    'claude-3-5-sonnet': ['3', '0.3', '15'],
    'claude-3-5-haiku': ['0.8', '0.08', '4'],
    'claude-3-opus': ['15', '1.5', '75'],
    'claude-3-haiku': ['0.25', '0.03', '1.25'],
  },
  google: {
    'gemini-3.5-flash': ['1.5', '0.15', '9'],
    'gemini-3.5-flash-lite': ['0.3', '0.03', '2.5'],
    'gemini-3.1-pro-preview': ['2', '0.2', '12'],
    'gemini-2.5-pro': ['1.25', '0.125', '10'],
    'gemini-2.5-flash': ['0.3', '0.03', '2.5'],
    'gemini-2.5-flash-preview-09-2025': ['0.3', '0.03', '2.5'],
    'gemini-2.5-flash-lite': ['0.1', '0.01', '0.4'],
    'gemini-2.0-flash': ['0.1', '0.025', '0.4'],
    'gemini-2.0-flash-001': ['0.1', '0.025', '0.4'],
    'gemini-2.0-flash-lite': ['0.075', null, '0.3'],
    'gemini-2.0-flash-lite-001': ['0.075', null, '0.3'],
  },
  // Versions differ in price, and the meaning of `-latest` changes, so only versions are listed.
  mistral: {
    'mistral-large-2512': ['0.5', null, '1.5'],
    'mistral-large-2411': ['2', null, '6'],
    'mistral-medium-2505': ['0.4', null, '2'],
    'mistral-small-2506': ['0.1', null, '0.3'],
  },
  // Models before version 4, whose price depends on the time of day.
  deepseek: {
    'deepseek-chat': ['0.28', '0.028', '0.42'],
    'deepseek-reasoner': ['0.28', '0.028', '0.42'],
  },
}

const always = { validFrom: new Date(0), validTo: null, isDefault: true }

export const defaultPrices: Price[] = Object.entries(table).flatMap(([provider, models]) =>
  Object.entries(models).flatMap(([model, [input, cachedInput, output]]) => {
    const price = (usage: Usage, usdPerMillion: string | null): Price[] =>
      usdPerMillion === null ? [] : [{ provider, model, usage, usdPerMillion, ...always }]
    return [...price('INPUT', input), ...price('CACHED_INPUT', cachedInput), ...price('OUTPUT', output)]
  }),
)
