import { describe, expect, test } from 'vitest'
import { defaultPrices } from '../../../src/pricing/default-prices/default-prices.ts'
import { pricesOfModel } from '../../../src/pricing/price-book.ts'

const book = { prices: defaultPrices, aliases: [] }

/** The model whose default price of input applies, now. */
function priced(provider: string, model: string): string | null {
  const price = pricesOfModel(provider, model, book).find(
    ({ usage, serviceTier, validTo }) => usage === 'INPUT' && serviceTier === 'STANDARD' && !validTo,
  )
  return price ? `${price.provider} ${price.model}` : null
}

const sonnet = 'anthropic claude-3-5-sonnet'

describe('the default price of a model is found under its name', () => {
  test.each([
    // Bedrock
    ['bedrock', 'anthropic.claude-3-5-sonnet-20241022-v2:0', sonnet],
    ['aws.bedrock', 'us.anthropic.claude-3-5-sonnet-20240620-v1:0', sonnet],
    ['amazon-bedrock', 'apac.anthropic.claude-3-sonnet-20240229-v1:0:200k', 'anthropic claude-3-sonnet'],
    ['aws', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock claude-sonnet-4-5'],
    ['aws', 'anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock claude-sonnet-4-5'],
    ['aws', 'global.anthropic.claude-sonnet-4-5-20250929-v1:0', 'anthropic claude-sonnet-4-5'],
    ['', 'bedrock/us-east-1/anthropic.claude-v2:1', 'bedrock claude-v2'],
    ['', 'bedrock/converse/us.amazon.nova-pro-v1:0', 'bedrock nova-pro'],
    ['bedrock', 'amazon.titan-embed-text-v2:0', 'bedrock titan-embed-text-v2'],
    ['bedrock', 'amazon.titan-embed-text-v1', 'bedrock titan-embed-text-v1'],
    ['bedrock', 'meta.llama3-1-70b-instruct-v1:0', 'bedrock llama3-1-70b-instruct'],
    [
      'bedrock',
      'arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-3-haiku-20240307-v1:0',
      'anthropic claude-3-haiku',
    ],
    // Vertex
    ['vertex_ai', 'claude-3-5-sonnet@20240620', sonnet],
    ['google', 'claude-3-5-sonnet-v2@20241022', sonnet],
    ['gcp.vertex_ai', 'publishers/google/models/gemini-2.5-pro', 'google gemini-2.5-pro'],
    [
      '',
      'projects/acme/locations/europe-west1/publishers/anthropic/models/claude-opus-4-1@20250805',
      'anthropic claude-opus-4-1',
    ],
    ['google', 'models/gemini-2.5-pro', 'google gemini-2.5-pro'],
    ['gcp.gemini', 'gemini-2.0-flash-001', 'google gemini-2.0-flash'],
    // Azure
    ['azure', 'gpt-4o-2024-08-06', 'openai gpt-4o-2024-08-06'],
    ['Azure OpenAI', 'gpt-35-turbo', 'openai gpt-3.5-turbo'],
    ['az.ai.openai', 'gpt-35-turbo-16k', 'openai gpt-3.5-turbo-16k'],
    ['', 'azure/gpt-4.1-mini-2025-04-14', 'openai gpt-4.1-mini'],
    // OpenRouter
    ['openrouter', 'anthropic/claude-3.5-sonnet', sonnet],
    ['openrouter', 'anthropic/claude-3.7-sonnet:thinking', 'anthropic claude-3-7-sonnet'],
    ['openrouter', 'openai/gpt-4o', 'openai gpt-4o'],
    ['openrouter', 'google/gemini-2.5-flash', 'google gemini-2.5-flash'],
    ['openrouter', 'x-ai/grok-4', 'xai grok-4'],
    ['openrouter', 'amazon/nova-lite-v1', 'bedrock nova-lite'],
    ['openrouter', 'mistralai/mistral-large-2411', 'mistral mistral-large-2411'],
    ['openrouter', 'meta-llama/llama-3.3-70b-instruct:free', 'openrouter free'],
    ['', 'openrouter/anthropic/claude-sonnet-4.5', 'anthropic claude-sonnet-4-5'],
    // LiteLLM, and the SDK of OpenAI with another address
    ['litellm', 'gemini/gemini-2.5-flash', 'google gemini-2.5-flash'],
    ['', 'vertex_ai/gemini-2.5-flash', 'google gemini-2.5-flash'],
    ['', 'groq/llama-3.3-70b-versatile', 'groq llama-3.3-70b-versatile'],
    ['', 'together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo', 'together llama-3.3-70b-instruct-turbo'],
    [
      'fireworks_ai',
      'accounts/fireworks/models/llama-v3p1-70b-instruct',
      'fireworks llama-v3p1-70b-instruct',
    ],
    ['openai', 'openai/gpt-4o', 'openai gpt-4o'],
    ['openai', 'anthropic/claude-sonnet-4.5', 'anthropic claude-sonnet-4-5'],
    ['openai', 'azure/gpt-4o', 'openai gpt-4o'],
    // Versions, spellings, fine-tuned models, no provider
    ['openai.chat', 'GPT-4O', 'openai gpt-4o'],
    ['openai', 'gpt-4-0613', 'openai gpt-4-0613'],
    ['openai', 'gpt-4', 'openai gpt-4'],
    ['openai', 'chatgpt-4o-latest', 'openai chatgpt-4o-latest'],
    ['openai', 'gpt-5-chat-latest', 'openai gpt-5-chat'],
    ['openai', 'ft:gpt-4o-mini-2024-07-18:acme::x1', 'openai ft:gpt-4o-mini'],
    ['openai', 'ft:gpt-3.5-turbo-0125:acme:support:9abc', 'openai ft:gpt-3.5-turbo-0125'],
    ['anthropic', 'claude-3-5-haiku-latest', 'anthropic claude-3-5-haiku'],
    ['anthropic.messages', 'claude-4-sonnet', 'anthropic claude-sonnet-4'],
    ['anthropic', 'claude-sonnet-3.7', 'anthropic claude-3-7-sonnet'],
    ['mistral', 'mistral-large-latest', 'mistral mistral-large'],
    ['', 'gpt-4o-mini', 'openai gpt-4o-mini'],
    ['', 'claude-opus-4-5-20251101', 'anthropic claude-opus-4-5'],
    ['', 'command-r-plus', 'cohere command-r-plus'],
    ['', 'nova-pro', 'bedrock nova-pro'],
    ['', 'grok-3-mini', 'xai grok-3-mini'],
  ])('%s %s', (provider, model, expected) => {
    expect(priced(provider, model)).toBe(expected)
  })
})

describe('a model without a default price is not taken for another', () => {
  test.each([
    ['elsewhere', 'gpt-4o'],
    ['elsewhere', 'openai/gpt-4o'],
    ['openai', 'claude-3-5-sonnet-20241022'],
    ['azure', 'our-deployment'],
    ['azure', 'eu/gpt-4o'],
    ['openai', 'gpt-4o-mini-2024-07-18.ft-0123'],
    ['openai', 'gpt-4o-search-preview'],
    ['openai', 'gpt-4o-2024'],
    ['deepinfra', 'mistralai/mistral-large-2411'],
    ['openrouter', 'deepseek/deepseek-chat'],
    ['openrouter', 'openai/gpt-4o:online'],
    ['groq', 'gpt-4o'],
    ['constructor', 'gpt-4o'],
    ['google', 'gemini-flash-latest'],
    ['', 'llama-3.3-70b-versatile'],
    ['', ''],
  ])('%s %s', (provider, model) => {
    expect(priced(provider, model)).toBeNull()
  })
})

describe('the price of a project', () => {
  const own = {
    ...defaultPrices[0]!,
    isDefault: false,
    validFrom: new Date(0),
    validTo: null,
    usdPerMillion: '9',
  }
  const first = (price: object, provider: string, model: string) => {
    const [found] = pricesOfModel(provider, model, {
      prices: [{ ...own, ...price }, ...defaultPrices],
      aliases: [],
    })
    return found?.usdPerMillion === '9'
  }

  test('is for one provider under any of its names, and for the usual names of the model', () => {
    const price = { provider: 'bedrock', model: 'claude-3-haiku' }
    expect(first(price, 'aws.bedrock', 'us.anthropic.claude-3-haiku-20240307-v1:0')).toBe(true)
    expect(first(price, 'anthropic', 'claude-3-haiku')).toBe(false)
    expect(first({ provider: 'openai', model: 'gpt-4o' }, 'openai', 'openai/GPT-4o')).toBe(true)
    expect(first({ provider: 'openai', model: 'gpt-4o' }, '', 'gpt-4o')).toBe(true)
    expect(first({ provider: 'openai', model: 'gpt-4o' }, 'azure', 'gpt-4o')).toBe(false)
    expect(first({ provider: 'aws.bedrock', model: 'nova*' }, 'bedrock', 'amazon.nova-pro-v1:0')).toBe(true)
  })
})
