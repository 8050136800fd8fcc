import { regional } from './anthropic.ts'
import { half, type Listing, type Listings, text, times } from './listing.ts'

const since = (from: string, input: string, output: string | null): Listing => ({
  from,
  rates: text(input, null, output),
})

const nova = (from: string, input: string, cached: string, output: string): Listing => ({
  from,
  rates: text(input, cached, output),
  batch: half,
})

const amazon: Listings = {
  'nova-micro': [nova('2024-12-03', '0.035', '0.00875', '0.14')],
  'nova-lite': [nova('2024-12-03', '0.06', '0.015', '0.24')],
  'nova-pro': [nova('2024-12-03', '0.8', '0.2', '3.2')],
  'nova-premier': [nova('2025-04-30', '2.5', '0.625', '12.5')],
  'titan-text-express-v1': [since('2024-05-07', '0.2', '0.6')],
  'titan-text-lite-v1': [since('2024-05-07', '0.15', '0.2')],
  'titan-text-premier-v1': [since('2024-05-07', '0.5', '1.5')],
  'titan-embed-text-v1': [since('2023-09-28', '0.1', null)],
  'titan-embed-text-v2': [since('2024-04-30', '0.02', null)],
}

/** Claude models before 3 under the names they have only on Bedrock. */
const olderClaude: Listings = {
  'claude-v2': [since('2023-11-21', '8', '24')],
  'claude-instant-v1': [since('2023-11-21', '0.8', '2.4')],
}

const hostedByAmazon: Listings = {
  'llama3-8b-instruct': [since('2024-04-23', '0.3', '0.6')],
  'llama3-70b-instruct': [since('2024-04-23', '2.65', '3.5')],
  'llama3-1-8b-instruct': [since('2025-01-01', '0.22', '0.22')],
  'llama3-1-70b-instruct': [since('2025-01-01', '0.72', '0.72')],
  'llama3-2-1b-instruct': [since('2025-01-01', '0.1', '0.1')],
  'llama3-2-3b-instruct': [since('2025-01-01', '0.15', '0.15')],
  'llama3-2-11b-instruct': [since('2025-01-01', '0.16', '0.16')],
  'llama3-2-90b-instruct': [since('2025-01-01', '0.72', '0.72')],
  'llama3-3-70b-instruct': [since('2024-12-19', '0.72', '0.72')],
  'llama4-scout-17b-instruct': [since('2025-04-28', '0.17', '0.66')],
  'llama4-maverick-17b-instruct': [since('2025-04-28', '0.24', '0.97')],
  'command-r': [since('2024-04-29', '0.5', '1.5')],
  'command-r-plus': [since('2024-04-29', '3', '15')],
  'embed-english-v3': [since('2023-11-02', '0.1', null)],
  'embed-multilingual-v3': [since('2023-11-02', '0.1', null)],
  'mistral-7b-instruct': [since('2024-03-01', '0.15', '0.2')],
  'mixtral-8x7b-instruct': [since('2024-03-01', '0.45', '0.7')],
}

/** Calls that stay in one region or geography cost 10 % more than global ones, which cost as much as at Anthropic. */
const claudeInRegion: Listings = Object.fromEntries(
  Object.entries(regional).map(([model, listings]) => [model, listings.map(dearer)]),
)

function dearer({ rates = {}, long, ...listing }: Listing): Listing {
  const raised = times('1.1')
  return {
    ...listing,
    rates: raised(rates),
    ...(long && { long: { ...long, rates: raised(long.rates) } }),
  }
}

export const bedrock: Listings = { ...amazon, ...olderClaude, ...hostedByAmazon, ...claudeInRegion }

export const groq: Listings = {
  'llama3-8b-8192': [since('2024-04-18', '0.05', '0.08')],
  'llama3-70b-8192': [since('2024-04-18', '0.59', '0.79')],
  'mixtral-8x7b-32768': [since('2024-04-18', '0.24', '0.24')],
  'gemma2-9b-it': [since('2024-06-27', '0.2', '0.2')],
  'llama-3.1-8b-instant': [since('2024-07-23', '0.05', '0.08')],
  'llama-3.1-70b-versatile': [since('2024-07-23', '0.59', '0.79')],
  'llama-3.3-70b-versatile': [since('2024-12-06', '0.59', '0.79')],
  'llama-4-scout-17b-16e-instruct': [since('2025-04-05', '0.11', '0.34')],
  'llama-4-maverick-17b-128e-instruct': [since('2025-04-05', '0.2', '0.6')],
  'llama-guard-4-12b': [since('2025-04-29', '0.2', '0.2')],
}

export const together: Listings = {
  'meta-llama-3.1-8b-instruct-turbo': [since('2024-07-23', '0.18', '0.18')],
  'meta-llama-3.1-70b-instruct-turbo': [since('2024-07-23', '0.88', '0.88')],
  'llama-3.3-70b-instruct-turbo': [since('2024-12-06', '0.88', '0.88')],
  'llama-4-scout-17b-16e-instruct': [since('2025-04-05', '0.18', '0.59')],
  'llama-4-maverick-17b-128e-instruct-fp8': [since('2025-04-05', '0.27', '0.85')],
}

export const fireworks: Listings = {
  'llama-v3p1-8b-instruct': [since('2024-07-23', '0.2', '0.2')],
  'llama-v3p1-70b-instruct': [since('2024-07-23', '0.9', '0.9')],
  'llama-v3p1-405b-instruct': [since('2024-07-23', '3', '3')],
  'llama-v3p3-70b-instruct': [since('2024-12-06', '0.9', '0.9')],
}

/** Names that end in `:free` are looked up as `free`. */
export const openrouter: Listings = {
  free: [{ from: '2023-11-01', rates: { INPUT: '0', OUTPUT: '0' } }],
}
