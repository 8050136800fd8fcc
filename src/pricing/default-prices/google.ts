import { halfFresh, type Listing, type Listings, type Rates, text } from './listing.ts'

const heard = (rates: Rates, audioInput: string): Rates => ({ ...rates, AUDIO_INPUT: audioInput })

const since = (from: string, rates: Rates, more: Partial<Listing> = {}): Listing => ({
  from,
  rates,
  batch: halfFresh,
  ...more,
})

/** Audio costs as much as text. */
const anyInput = (input: string, cached: string, output: string) => heard(text(input, cached, output), input)

const above = (tokens: number, rates: Rates) => ({ long: { above: tokens, rates } })
const pro15 = since(
  '2024-10-01',
  anyInput('1.25', '0.3125', '5'),
  above(128_000, anyInput('2.5', '0.625', '10')),
)
const flash15 = since(
  '2024-08-12',
  anyInput('0.075', '0.01875', '0.3'),
  above(128_000, anyInput('0.15', '0.0375', '0.6')),
)
const pro25 = (from: string) =>
  since(from, anyInput('1.25', '0.125', '10'), above(200_000, anyInput('2.5', '0.25', '15')))
const pro3 = (from: string) =>
  since(from, anyInput('2', '0.2', '12'), above(200_000, anyInput('4', '0.4', '18')))
const flash25 = (from: string) => since(from, heard(text('0.3', '0.03', '2.5'), '1'))
const flashLite25 = (from: string) => since(from, heard(text('0.1', '0.01', '0.4'), '0.3'))

/** Prices of the Gemini API. Before the first day of Gemini 1.5 here, prices depended on characters or were others. */
export const google: Listings = {
  'gemini-1.5-pro': [pro15],
  'gemini-1.5-flash': [flash15],
  'gemini-1.5-flash-8b': [
    since('2024-10-03', anyInput('0.0375', '0.01', '0.15'), above(128_000, anyInput('0.075', '0.02', '0.3'))),
  ],
  'gemini-2.0-flash': [since('2025-02-05', heard(text('0.1', '0.025', '0.4'), '0.7'))],
  'gemini-2.0-flash-lite': [since('2025-02-05', heard(text('0.075', null, '0.3'), '0.075'))],
  'gemini-2.5-pro': [pro25('2025-06-17')],
  'gemini-2.5-pro-preview-03-25': [pro25('2025-04-04')],
  'gemini-2.5-pro-preview-05-06': [pro25('2025-05-06')],
  'gemini-2.5-pro-preview-06-05': [pro25('2025-06-05')],
  'gemini-2.5-flash': [flash25('2025-06-17')],
  'gemini-2.5-flash-preview-09-2025': [flash25('2025-09-25')],
  'gemini-2.5-flash-lite': [flashLite25('2025-07-22')],
  'gemini-2.5-flash-lite-preview-06-17': [flashLite25('2025-06-17')],
  'gemini-2.5-flash-lite-preview-09-2025': [flashLite25('2025-09-25')],
  'gemini-3-pro-preview': [pro3('2025-11-18')],
  'gemini-3-flash-preview': [since('2025-12-17', heard(text('0.5', '0.05', '3'), '1'))],
  'gemini-3.1-pro-preview': [pro3('2026-02-19')],
  'gemini-3.1-flash-lite': [since('2026-03-03', heard(text('0.25', '0.025', '1.5'), '0.5'))],
  'gemini-3.5-flash': [since('2026-05-19', anyInput('1.5', '0.15', '9'), { flex: halfFresh })],
  'gemini-3.5-flash-lite': [since('2026-05-19', anyInput('0.3', '0.03', '2.5'), { flex: halfFresh })],
  'gemini-embedding-001': [since('2025-07-14', text('0.15', null, null))],
}
