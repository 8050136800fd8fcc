import { hourMs } from '../../durations.ts'
import { type Random, wholeBetween } from './random.ts'
import { type SampleEvent, toEvent } from './sample-event.ts'

const callsPerNight = 12

/** The calls that sort the conversations of the day before by topic: a batch at night, at the lower rate of batches. */
export const nightlyBatch = (day: number, random: Random): SampleEvent[] =>
  Array.from({ length: callsPerNight }, (_, index) => {
    const at = day + 2 * hourMs + index * 60_000
    return toEvent({ at, kind: 'aiCall', input: batchCall(random) }, `batch-${day / hourMs}-${index + 1}`)
  })

function batchCall(random: Random) {
  const outputTokens = wholeBetween(random, 400, 1_600)
  return {
    provider: 'openai',
    model: 'gpt-5-mini',
    serviceTier: 'BATCH' as const,
    callType: 'COMPLETION' as const,
    inputTokens: wholeBetween(random, 8_000, 30_000),
    outputTokens,
    reasoningTokens: Math.floor(outputTokens / 2),
    durationMs: wholeBetween(random, 2_000, 9_000),
  }
}
