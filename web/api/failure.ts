import { type CombinedError } from 'urql'

/** Why a card has no numbers. */
export interface Failure {
  message: string
  /** The stable code of the API, or `UNREACHABLE`. */
  code: string
  requestId?: string
  retryAfterMs?: number
}

/** The response key of the answer that failed, such as `stats`; absent if all of them did. */
export interface FailedField {
  field: string | undefined
  failure: Failure
}

export function failuresOf(error: CombinedError | undefined): FailedField[] {
  if (!error) return []
  if (error.networkError) return [{ field: undefined, failure: unreachable }]
  return error.graphQLErrors.map(({ message, path, extensions }) => ({
    field: path?.[0]?.toString(),
    failure: {
      message,
      code: text(extensions.code) ?? 'UNKNOWN',
      ...(text(extensions.requestId) && { requestId: text(extensions.requestId)! }),
      ...(typeof extensions.retryAfterMs === 'number' && { retryAfterMs: extensions.retryAfterMs }),
    },
  }))
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

const unreachable: Failure = {
  code: 'UNREACHABLE',
  message: 'The service cannot be reached. It may be restarting, or the network is gone.',
}

const advices: Record<string, string> = {
  QUERY_TIMEOUT: 'Try a shorter range, a wider interval or fewer filters.',
  QUERY_TOO_COMPLEX: 'Try a wider interval or a shorter range.',
  RATE_LIMITED: 'Wait a little, then try again.',
}

/** What a person can do about it. */
export const adviceOf = ({ code }: Failure): string | undefined => advices[code]
