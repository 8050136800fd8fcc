import {
  half,
  halfUncached,
  type Listing,
  type Listings,
  type Rates,
  text,
  times,
  withCache,
} from './listing.ts'

/** From a day on, with batches at half the price and no discount for cached input in batches. */
const since = (from: string, rates: Rates, more: Partial<Listing> = {}): Listing => ({
  from,
  rates,
  batch: halfUncached,
  ...more,
})

/** Models of 2025 and later, whose batches and flexible calls have all prices halved. */
const flexible = (from: string, rates: Rates, priority?: Rates) => ({
  from,
  rates,
  batch: half,
  flex: half,
  ...(priority && { priority }),
})

/** A prompt of more tokens than `above` costs 2 × input and 1.5 × output. */
const withLong = (listing: Listing & { rates: Rates }, above = 271_999): Listing => ({
  ...listing,
  long: { above, rates: longer(listing.rates) },
})

const longer = ({ OUTPUT, ...input }: Rates): Rates => ({
  ...times('2')(input),
  ...(OUTPUT && times('1.5')({ OUTPUT })),
})

const spoken = (rates: Rates, audioInput: string, audioOutput: string): Rates => ({
  ...rates,
  AUDIO_INPUT: audioInput,
  AUDIO_OUTPUT: audioOutput,
})

const gpt4o = text('2.5', '1.25', '10')
const gpt4oPriority = { priority: text('4.25', '2.125', '17') }
const gpt5 = flexible('2025-08-07', text('1.25', '0.125', '10'), text('2.5', '0.25', '20'))
const codex = (from: string): Listing => ({
  from,
  rates: text('1.25', '0.125', '10'),
  priority: text('2.5', '0.25', '20'),
})
const gpt52 = flexible('2025-12-11', text('1.75', '0.175', '14'), text('3.5', '0.35', '28'))

const chat: Listings = {
  'gpt-3.5-turbo': [
    since('2023-06-13', text('1.5', null, '2')),
    since('2024-02-16', text('0.5', null, '1.5')),
  ],
  'gpt-3.5-turbo-0125': [since('2024-01-25', text('0.5', null, '1.5'))],
  'gpt-3.5-turbo-1106': [since('2023-11-06', text('1', null, '2'))],
  'gpt-3.5-turbo-0613': [since('2023-06-13', text('1.5', null, '2'))],
  'gpt-3.5-turbo-16k': [since('2023-06-13', text('3', null, '4'))],
  'gpt-3.5-turbo-16k-0613': [since('2023-06-13', text('3', null, '4'))],
  'gpt-3.5-turbo-instruct': [since('2023-09-18', text('1.5', null, '2'))],
  'gpt-4': [since('2023-03-14', text('30', null, '60'))],
  'gpt-4-0314': [since('2023-03-14', text('30', null, '60'))],
  'gpt-4-0613': [since('2023-06-13', text('30', null, '60'))],
  'gpt-4-32k': [since('2023-03-14', text('60', null, '120'))],
  'gpt-4-32k-0613': [since('2023-06-13', text('60', null, '120'))],
  'gpt-4-1106-preview': [since('2023-11-06', text('10', null, '30'))],
  'gpt-4-vision-preview': [since('2023-11-06', text('10', null, '30'))],
  'gpt-4-1106-vision-preview': [since('2023-11-06', text('10', null, '30'))],
  'gpt-4-0125-preview': [since('2024-01-25', text('10', null, '30'))],
  'gpt-4-turbo-preview': [since('2024-01-25', text('10', null, '30'))],
  'gpt-4-turbo': [since('2024-04-09', text('10', null, '30'))],
  // The name meant the first version until October 2024.
  'gpt-4o': [since('2024-05-13', text('5', null, '15')), since('2024-10-02', gpt4o, gpt4oPriority)],
  'gpt-4o-2024-05-13': [
    since('2024-05-13', text('5', null, '15'), { priority: text('8.75', null, '26.25') }),
  ],
  'gpt-4o-2024-08-06': [since('2024-08-06', gpt4o, gpt4oPriority)],
  'gpt-4o-2024-11-20': [since('2024-11-20', gpt4o, gpt4oPriority)],
  'gpt-4o-mini': [
    since('2024-07-18', text('0.15', '0.075', '0.6'), { priority: text('0.25', '0.125', '1') }),
  ],
  'chatgpt-4o-latest': [{ from: '2024-08-15', rates: text('5', null, '15') }],
  'gpt-4.5-preview': [since('2025-02-27', text('75', '37.5', '150'))],
  'gpt-4.1': [since('2025-04-14', text('2', '0.5', '8'), { priority: text('3.5', '0.875', '14') })],
  'gpt-4.1-mini': [since('2025-04-14', text('0.4', '0.1', '1.6'), { priority: text('0.7', '0.175', '2.8') })],
  'gpt-4.1-nano': [
    since('2025-04-14', text('0.1', '0.025', '0.4'), { priority: text('0.2', '0.05', '0.8') }),
  ],
  'gpt-5': [gpt5],
  'gpt-5-chat': [{ from: '2025-08-07', rates: text('1.25', '0.125', '10') }],
  'gpt-5-codex': [codex('2025-09-23')],
  'gpt-5-mini': [flexible('2025-08-07', text('0.25', '0.025', '2'), text('0.45', '0.045', '3.6'))],
  'gpt-5-nano': [flexible('2025-08-07', text('0.05', '0.005', '0.4'))],
  'gpt-5-pro': [since('2025-10-06', text('15', null, '120'))],
  'gpt-5.1': [{ ...gpt5, from: '2025-11-13' }],
  'gpt-5.1-chat': [{ from: '2025-11-13', rates: text('1.25', '0.125', '10') }],
  'gpt-5.1-codex': [codex('2025-11-13')],
  'gpt-5.1-codex-max': [codex('2025-11-19')],
  'gpt-5.1-codex-mini': [{ from: '2025-11-13', rates: text('0.25', '0.025', '2') }],
  'gpt-5.2': [gpt52],
  'gpt-5.2-chat': [{ from: '2025-12-11', rates: text('1.75', '0.175', '14') }],
  'gpt-5.2-codex': [{ from: '2025-12-11', rates: text('1.75', '0.175', '14') }],
  'gpt-5.2-pro': [since('2025-12-11', text('21', null, '168'))],
  'gpt-5.3-codex': [{ from: '2026-02-05', rates: text('1.75', '0.175', '14') }],
  'gpt-5.4': [withLong(flexible('2026-03-05', text('2.5', '0.25', '15'), text('5', '0.5', '30')))],
  'gpt-5.4-mini': [{ from: '2026-03-05', rates: text('0.75', '0.075', '4.5') }],
  'gpt-5.4-nano': [{ from: '2026-03-05', rates: text('0.2', '0.02', '1.25') }],
  'gpt-5.4-pro': [withLong({ from: '2026-03-05', rates: text('30', null, '180') })],
  'gpt-5.5': [withLong(flexible('2026-04-23', text('5', '0.5', '30'), text('12.5', '1.25', '75')))],
  'gpt-5.5-pro': [withLong({ from: '2026-04-23', rates: text('30', null, '180') })],
  'gpt-5.6-luna': [
    withLong(flexible('2026-07-09', withCache('1', '6'))),
    withLong(flexible('2026-07-30', withCache('0.2', '1.2'))),
  ],
  'gpt-5.6-terra': [
    withLong(flexible('2026-07-09', withCache('2.5', '15'))),
    withLong(flexible('2026-07-30', withCache('2', '12'))),
  ],
  'gpt-5.6-sol': [
    withLong(flexible('2026-07-09', withCache('5', '30'))),
    withLong(flexible('2026-08-21', withCache('4', '20'))),
  ],
  'gpt-6-astra': [withLong(flexible('2026-09-04', withCache('10', '50'), withCache('20', '100')))],
  'gpt-6-sol': [withLong(flexible('2026-09-22', withCache('2', '10')), 272_000)],
  'gpt-6-luna': [withLong(flexible('2026-09-22', withCache('0.1', '0.5')), 272_000)],
}

const reasoning: Listings = {
  'o1-preview': [{ from: '2024-09-12', rates: text('15', '7.5', '60') }],
  'o1-mini': [since('2024-09-12', text('3', '1.5', '12')), since('2025-01-31', text('1.1', '0.55', '4.4'))],
  o1: [since('2024-12-05', text('15', '7.5', '60'))],
  'o1-pro': [since('2025-03-19', text('150', null, '600'))],
  'o3-mini': [since('2025-01-31', text('1.1', '0.55', '4.4'))],
  o3: [
    since('2025-04-16', text('10', '2.5', '40'), { flex: half }),
    since('2025-06-10', text('2', '0.5', '8'), { flex: half, priority: text('3.5', '0.875', '14') }),
  ],
  'o3-pro': [since('2025-06-10', text('20', null, '80'))],
  'o3-deep-research': [since('2025-06-26', text('10', '2.5', '40'))],
  'o4-mini': [
    since('2025-04-16', text('1.1', '0.275', '4.4'), { flex: half, priority: text('2', '0.5', '8') }),
  ],
  'o4-mini-deep-research': [since('2025-06-26', text('2', '0.5', '8'))],
  'codex-mini': [{ from: '2025-05-16', rates: text('1.5', '0.375', '6') }],
  'computer-use-preview': [since('2025-03-11', text('3', null, '12'))],
}

const audio: Listings = {
  'gpt-4o-audio-preview': [
    { from: '2024-10-17', rates: spoken(text('2.5', null, '10'), '100', '200') },
    { from: '2024-12-17', rates: spoken(text('2.5', null, '10'), '40', '80') },
  ],
  'gpt-4o-mini-audio-preview': [{ from: '2024-12-17', rates: spoken(text('0.15', null, '0.6'), '10', '20') }],
  'gpt-4o-realtime-preview': [
    { from: '2024-10-01', rates: spoken(text('5', '2.5', '20'), '100', '200') },
    { from: '2024-12-17', rates: spoken(text('5', '2.5', '20'), '40', '80') },
  ],
  'gpt-4o-mini-realtime-preview': [
    { from: '2024-12-17', rates: spoken(text('0.6', '0.3', '2.4'), '10', '20') },
  ],
  'gpt-audio': [{ from: '2025-08-28', rates: spoken(text('2.5', null, '10'), '32', '64') }],
  'gpt-audio-mini': [{ from: '2025-10-06', rates: spoken(text('0.6', null, '2.4'), '10', '20') }],
  'gpt-realtime': [{ from: '2025-08-28', rates: spoken(text('4', '0.4', '16'), '32', '64') }],
  'gpt-realtime-mini': [{ from: '2025-10-06', rates: spoken(text('0.6', '0.06', '2.4'), '10', '20') }],
  'gpt-4o-transcribe': [{ from: '2025-03-20', rates: { ...text('2.5', null, '10'), AUDIO_INPUT: '6' } }],
  'gpt-4o-mini-transcribe': [{ from: '2025-03-20', rates: { ...text('1.25', null, '5'), AUDIO_INPUT: '3' } }],
  'gpt-4o-mini-tts': [{ from: '2025-03-20', rates: { INPUT: '0.6', AUDIO_OUTPUT: '12' } }],
}

const fineTuned: Listings = {
  'ft:gpt-3.5-turbo': [{ from: '2023-11-06', rates: text('3', null, '6'), batch: half }],
  'ft:gpt-3.5-turbo-0125': [{ from: '2024-01-25', rates: text('3', null, '6'), batch: half }],
  'ft:gpt-3.5-turbo-1106': [{ from: '2023-11-06', rates: text('3', null, '6'), batch: half }],
  'ft:gpt-3.5-turbo-0613': [{ from: '2023-11-06', rates: text('3', null, '6'), batch: half }],
  'ft:gpt-4o': [since('2024-08-20', text('3.75', '1.875', '15'))],
  'ft:gpt-4o-mini': [since('2024-07-23', text('0.3', '0.15', '1.2'))],
  'ft:gpt-4.1': [since('2025-04-14', text('3', '0.75', '12'))],
  'ft:gpt-4.1-mini': [since('2025-04-14', text('0.8', '0.2', '3.2'))],
  'ft:gpt-4.1-nano': [since('2025-04-14', text('0.2', '0.05', '0.8'))],
}

const embeddings: Listings = {
  'text-embedding-ada-002': [since('2023-06-13', text('0.1', null, null))],
  'text-embedding-3-small': [since('2024-01-25', text('0.02', null, null))],
  'text-embedding-3-large': [since('2024-01-25', text('0.13', null, null))],
  'omni-moderation': [{ from: '2024-09-26', rates: text('0', null, null) }],
  'text-moderation': [{ from: '2023-03-14', rates: text('0', null, null) }],
}

export const openai: Listings = { ...chat, ...reasoning, ...audio, ...fineTuned, ...embeddings }
