import { type Metric } from '../metrics-catalogue/catalogue.ts'

/** How insights tell of a metric. A question has six metrics, so that each part leaves one out. */
interface Watched {
  /** For a change: its words in a sentence, and the number of things that its value is made of. */
  changed?: { words: string; sample: Metric }
  /** For an anomaly: its words, and how its numbers are written. */
  unusual?: { words: string; shown(value: number): string }
}

const whole = (value: number) => Math.round(value).toLocaleString('en')
const money = (usd: number) => `$${usd.toFixed(2)}`
const percent = (rate: number) => `${(100 * rate).toFixed(1)} %`

/** The main metrics, whose changes and anomalies are insights. */
const watchedMetrics = {
  costUsd: {
    changed: { words: 'The cost in US dollars', sample: 'events' },
    unusual: { words: 'The cost', shown: money },
  },
  activeUsers: {
    changed: { words: 'The number of active users', sample: 'activeUsers' },
    unusual: { words: 'active users', shown: whole },
  },
  conversations: { unusual: { words: 'conversations', shown: whole } },
  messages: {
    changed: { words: 'The number of messages', sample: 'messages' },
    unusual: { words: 'messages', shown: whole },
  },
  aiErrorRate: {
    changed: { words: 'The error rate of AI calls', sample: 'aiCalls' },
    unusual: { words: 'The share of failed AI calls', shown: percent },
  },
  apiErrorRate: { changed: { words: 'The error rate of API calls', sample: 'apiCalls' } },
  aiResponseTimeMs: {
    changed: { words: 'The mean duration of AI calls in milliseconds', sample: 'timedAiCalls' },
    unusual: { words: 'The mean time of AI calls', shown: ms => `${whole(ms)} ms` },
  },
} satisfies Partial<Record<Metric, Watched>>

type Name = keyof typeof watchedMetrics

/** The metrics of one part of the insights, with its words. */
function watchedBy<Part extends keyof Watched>(part: Part): Map<Metric, NonNullable<Watched[Part]>> {
  const all = Object.entries(watchedMetrics) as [Name, Watched][]
  return new Map(all.flatMap(([name, { [part]: told }]) => (told ? [[name, told]] : [])))
}

export const changedMetrics = watchedBy('changed')
export const unusualMetrics = watchedBy('unusual')
