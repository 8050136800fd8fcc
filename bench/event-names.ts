/** The kinds and names of the loaded events, by their share. The events of the funnel are among the middle ones. */
const named: { kind: string; name: string; share: number }[] = [
  { kind: 'message', name: 'message', share: 0.25 },
  { kind: 'api_call', name: 'api_call', share: 0.12 },
  { kind: 'ai_call', name: 'ai_call', share: 0.1 },
  { kind: 'activity', name: 'login', share: 0.024 },
  { kind: 'activity', name: 'logout', share: 0.012 },
  { kind: 'activity', name: 'registration', share: 0.004 },
  { kind: 'system_metric', name: 'cpu_usage', share: 0.004 },
  { kind: 'system_metric', name: 'memory_usage', share: 0.004 },
  { kind: 'system_metric', name: 'queue_length', share: 0.002 },
  { kind: 'event', name: 'docs', share: 0.052 },
  { kind: 'event', name: 'fix', share: 0.031 },
  { kind: 'event', name: 'feat', share: 0.021 },
  ...byZipf(40, 0.346).map((share, i) => ({ kind: 'event', name: `event ${i + 1}`, share })),
]

/** The other 3 % are changes of conversations, in pairs: `stage-events.ts` distributes them. */
const total = named.reduce((sum, { share }) => sum + share, 0)

export const kinds = named.map(({ kind }) => kind)
export const names = named.map(({ name }) => name)

/** The start of each share in 0..1, except the first. */
export const thresholds = named
  .slice(0, -1)
  .map((_, i) => named.slice(0, i + 1).reduce((sum, { share }) => sum + share, 0) / total)

/** Parts of a whole that fall as 1, 1/2, 1/3, … */
function byZipf(count: number, whole: number): number[] {
  const weights = Array.from({ length: count }, (_, i) => 1 / (i + 1))
  const sum = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map(weight => (weight / sum) * whole)
}
