import { half, type Listing, type Listings, type Rates, withCache } from './listing.ts'

const claude = (input: string, output: string, more: Rates = {}): Rates => ({
  ...withCache(input, output),
  ...more,
})

const since = (from: string, rates: Rates, long?: Rates): Listing => ({
  from,
  rates,
  batch: half,
  ...(long && { long: { above: 200_000, rates: long } }),
})

const sonnet4 = claude('3', '15')
const longSonnet4 = claude('6', '22.5')

/** Models that cost 10 % more on Bedrock if the call stays in one region. */
export const regional: Listings = {
  'claude-haiku-4-5': [since('2025-10-01', claude('1', '5'))],
  'claude-sonnet-4-5': [since('2025-09-29', sonnet4, longSonnet4)],
  'claude-opus-4-5': [since('2025-11-01', claude('5', '25'))],
  'claude-opus-4-6': [
    since('2026-02-05', claude('5', '25'), claude('10', '37.5')),
    since('2026-03-13', claude('5', '25')),
  ],
  'claude-sonnet-4-6': [since('2026-02-17', sonnet4, longSonnet4), since('2026-03-13', sonnet4)],
  'claude-opus-4-7': [since('2026-04-16', claude('5', '25'))],
  'claude-opus-4-8': [since('2026-04-16', claude('5', '25'))],
  'claude-fable-5': [since('2026-06-09', claude('10', '50'))],
  'claude-fable-5-1': [since('2026-06-09', claude('10', '50', { CACHED_INPUT: '0.25' }))],
  'claude-sonnet-5': [since('2026-06-30', claude('2', '10'))],
  'claude-opus-5': [since('2026-07-24', claude('5', '25'))],
  'claude-opus-5-5': [since('2026-07-24', claude('4', '20', { CACHED_INPUT: '0.2' }))],
  'claude-sonnet-5-5': [since('2026-06-30', claude('2', '10', { CACHED_INPUT: '0.1' }))],
  'claude-haiku-5-5': [since('2026-10-07', claude('0.1', '0.5'))],
}

export const anthropic: Listings = {
  'claude-instant-1-2': [{ from: '2023-11-21', rates: { INPUT: '0.8', OUTPUT: '2.4' } }],
  'claude-2-0': [{ from: '2023-11-21', rates: { INPUT: '8', OUTPUT: '24' } }],
  'claude-2-1': [{ from: '2023-11-21', rates: { INPUT: '8', OUTPUT: '24' } }],
  'claude-3-opus': [since('2024-02-29', claude('15', '75'))],
  'claude-3-sonnet': [since('2024-02-29', claude('3', '15'))],
  'claude-3-haiku': [
    since('2024-03-07', claude('0.25', '1.25', { CACHED_INPUT: '0.03', CACHE_WRITE: '0.3' })),
  ],
  'claude-3-5-sonnet': [since('2024-06-20', claude('3', '15'))],
  'claude-3-5-haiku': [since('2024-10-22', claude('1', '5')), since('2024-12-03', claude('0.8', '4'))],
  'claude-3-7-sonnet': [since('2025-02-19', claude('3', '15'))],
  'claude-sonnet-4': [since('2025-05-14', sonnet4, longSonnet4)],
  'claude-sonnet-4-0': [since('2025-05-14', sonnet4, longSonnet4)],
  'claude-opus-4': [since('2025-05-14', claude('15', '75'))],
  'claude-opus-4-0': [since('2025-05-14', claude('15', '75'))],
  'claude-opus-4-1': [since('2025-08-05', claude('15', '75'))],
  ...regional,
}
