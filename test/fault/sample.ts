/** One request, timed from the instant it was meant to be sent: a client that falls behind hides nothing. */
export interface Sample {
  /** When it was meant to be sent, on the clock of `performance.now()`. */
  at: number
  /** Until the answer, or its failure. */
  ms: number
  kind: 'track' | 'ask'
  /** 0 for none. */
  status: number
  hasRetryAfter: boolean
  failure: string | undefined
  isAccepted: boolean
}

export const isOk = ({ status }: Sample) => status === 200

/** The value below which so many of them lie, NaN for none. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** How many of each status, as `200:812 503:14`; what got no answer goes by its reason. */
export function countsOf(samples: Sample[]): string {
  const groups = Object.groupBy(samples, ({ status, failure }) => (status ? String(status) : failure!))
  return Object.entries(groups)
    .map(([status, all]) => `${status}:${all!.length}`)
    .join(' ')
}

/** What every answer has to keep, whatever happens: 200, or a refusal that says when to come back. */
export function refusalProblems(samples: Sample[]): string[] {
  const odd = samples.filter(({ status }) => status !== 0 && ![200, 429, 503].includes(status))
  const mute = samples.filter(({ status, hasRetryAfter }) => [429, 503].includes(status) && !hasRetryAfter)
  const cut = samples.filter(({ failure, isAccepted }) => failure && isAccepted)
  return [
    ...(odd.length ? [`${odd.length} answers other than 200, 429, 503: ${countsOf(odd)}`] : []),
    ...(mute.length ? [`${mute.length} refusals without Retry-After`] : []),
    ...(cut.length ? [`${cut.length} accepted and then cut off: ${countsOf(cut)}`] : []),
  ]
}
