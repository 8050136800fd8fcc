/** One request, timed from its intended start, so that a late client hides nothing. */
export interface Sample {
  /** The intended start, on the clock of `performance.now()`. */
  at: number
  /** The time to the answer or to the failure. */
  ms: number
  kind: 'track' | 'ask'
  /** 0 for no answer. */
  status: number
  hasRetryAfter: boolean
  failure: string | undefined
  isAccepted: boolean
}

export const isOk = ({ status }: Sample) => status === 200

/** The value below which this share of them lies, NaN for none. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** The number of each status, as `200:812 503:14`; requests without an answer count by reason. */
export function countsOf(samples: Sample[]): string {
  const groups = Object.groupBy(samples, ({ status, failure }) => (status ? String(status) : failure!))
  return Object.entries(groups)
    .map(([status, all]) => `${status}:${all!.length}`)
    .join(' ')
}

/** The rule for every answer, at all times: 200, or a refusal with a time to retry. */
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
