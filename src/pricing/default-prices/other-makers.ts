import { type Listing, type Listings, type Rates, text } from './listing.ts'

const since = (from: string, rates: Rates, long?: Listing['long']): Listing => ({
  from,
  rates,
  ...(long && { long }),
})

export const cohere: Listings = {
  command: [since('2023-11-06', text('1', null, '2'))],
  'command-light': [since('2023-11-06', text('0.3', null, '0.6'))],
  'command-r': [since('2024-08-30', text('0.15', null, '0.6'))],
  'command-r-03-2024': [since('2024-03-11', text('0.5', null, '1.5'))],
  'command-r-08-2024': [since('2024-08-30', text('0.15', null, '0.6'))],
  'command-r-plus': [since('2024-08-30', text('2.5', null, '10'))],
  'command-r-plus-04-2024': [since('2024-04-04', text('3', null, '15'))],
  'command-r-plus-08-2024': [since('2024-08-30', text('2.5', null, '10'))],
  'command-r7b-12-2024': [since('2024-12-13', text('0.0375', null, '0.15'))],
  'command-a': [since('2025-03-13', text('2.5', null, '10'))],
  'command-a-03-2025': [since('2025-03-13', text('2.5', null, '10'))],
  'embed-english-v3.0': [since('2023-11-02', text('0.1', null, null))],
  'embed-multilingual-v3.0': [since('2023-11-02', text('0.1', null, null))],
  'embed-english-light-v3.0': [since('2023-11-02', text('0.1', null, null))],
  'embed-multilingual-light-v3.0': [since('2023-11-02', text('0.1', null, null))],
  'embed-v4.0': [since('2025-04-15', text('0.12', null, null))],
}

const v4Flash = [
  since('2026-04-24', text('0.14', '0.028', '0.28')),
  since('2026-04-26', text('0.14', '0.0028', '0.28')),
  { from: '2026-08-17' },
]
const before4 = [
  { from: '2025-02-26' },
  since('2025-09-05', text('0.56', '0.07', '1.68')),
  since('2025-09-29', text('0.28', '0.028', '0.42')),
]

/**
 * From February to September 2025, and since August 2026, the price depends on the time of day. In April 2026 the older names
 * became names of version 4.
 */
export const deepseek: Listings = {
  'deepseek-chat': [
    since('2024-08-02', text('0.14', '0.014', '0.28')),
    since('2025-02-08', text('0.27', '0.07', '1.1')),
    ...before4,
    ...v4Flash,
  ],
  'deepseek-reasoner': [since('2025-01-20', text('0.55', '0.14', '2.19')), ...before4, ...v4Flash],
  'deepseek-v4-flash': v4Flash,
  'deepseek-v4-pro': [since('2026-04-26', text('0.435', '0.003625', '0.87')), { from: '2026-08-17' }],
}

const grok4 = since('2025-07-09', text('3', '0.75', '15'), { above: 128_000, rates: text('6', '0.75', '30') })
const grok4Fast = (from: string) =>
  since(from, text('0.2', '0.05', '0.5'), { above: 128_000, rates: text('0.4', '0.05', '1') })
const grok420 = (from: string) =>
  since(from, text('1.25', '0.2', '2.5'), { above: 199_999, rates: text('2.5', '0.4', '5') })

export const xai: Listings = {
  'grok-beta': [since('2024-11-04', text('5', null, '15'))],
  'grok-2-1212': [since('2024-12-12', text('2', null, '10'))],
  'grok-2-vision-1212': [since('2024-12-12', text('2', null, '10'))],
  'grok-3': [since('2025-04-09', text('3', '0.75', '15'))],
  'grok-3-beta': [since('2025-04-09', text('3', '0.75', '15'))],
  'grok-3-fast': [since('2025-04-09', text('5', '1.25', '25'))],
  'grok-3-mini': [since('2025-04-09', text('0.3', '0.075', '0.5'))],
  'grok-3-mini-beta': [since('2025-04-09', text('0.3', '0.075', '0.5'))],
  'grok-3-mini-fast': [since('2025-04-09', text('0.6', '0.15', '4'))],
  'grok-4': [grok4],
  'grok-4-0709': [grok4],
  'grok-4-fast': [grok4Fast('2025-09-19')],
  'grok-4-fast-reasoning': [grok4Fast('2025-09-19')],
  'grok-4-fast-non-reasoning': [grok4Fast('2025-09-19')],
  'grok-4-1-fast': [grok4Fast('2025-11-19')],
  'grok-4-1-fast-reasoning': [grok4Fast('2025-11-19')],
  'grok-4-1-fast-non-reasoning': [grok4Fast('2025-11-19')],
  'grok-code-fast-1': [since('2025-08-28', text('0.2', '0.02', '1.5'))],
  'grok-4.20': [grok420('2026-03-09')],
  'grok-4.3': [grok420('2026-03-09')],
}

export const voyage: Listings = {
  'voyage-2': [since('2024-01-01', text('0.1', null, null))],
  'voyage-large-2': [since('2024-01-01', text('0.12', null, null))],
  'voyage-code-2': [since('2024-01-23', text('0.12', null, null))],
  'voyage-law-2': [since('2024-04-15', text('0.12', null, null))],
  'voyage-finance-2': [since('2024-06-03', text('0.12', null, null))],
  'voyage-multilingual-2': [since('2024-06-10', text('0.12', null, null))],
  'voyage-3': [since('2024-09-18', text('0.06', null, null))],
  'voyage-3-lite': [since('2024-09-18', text('0.02', null, null))],
  'voyage-code-3': [since('2024-12-04', text('0.18', null, null))],
  'voyage-3-large': [since('2025-01-07', text('0.18', null, null))],
  'voyage-3.5': [since('2025-05-20', text('0.06', null, null))],
  'voyage-3.5-lite': [since('2025-05-20', text('0.02', null, null))],
  'voyage-context-3': [since('2025-07-23', text('0.18', null, null))],
}
