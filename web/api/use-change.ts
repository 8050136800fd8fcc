import { useCallback } from 'react'
import { type AnyVariables, type CombinedError, useClient } from 'urql'
import { failuresOf } from './failure.ts'
import { type Operation } from './operation.ts'

/** What a mutation has refused, as it says to which field it belongs. */
export interface Refusal {
  field: string
  message: string
}

/** The answer of a mutation under the alias `done`. */
interface Answer<Saved> {
  done: { saved?: Saved | null; userErrors: Refusal[] }
}

interface Changed<Saved> {
  saved: Saved | undefined
  /** Empty if it was done. */
  refusals: Refusal[]
}

/** Runs a mutation. */
export function useChange() {
  const client = useClient()
  return useCallback(
    async <Saved, Variables extends AnyVariables>(
      operation: Operation<Answer<Saved>, Variables>,
      variables: Variables,
    ): Promise<Changed<Saved>> => {
      const { data, error } = await client.mutation(operation, variables).toPromise()
      return { saved: data?.done.saved ?? undefined, refusals: refusalsOf(data?.done, error) }
    },
    [client],
  )
}

/** All that was refused, if it has an answer: a failure of the request, or of a part of it, belongs to no field. */
export const refusalsOf = (
  payload: { userErrors: Refusal[] } | undefined,
  error: CombinedError | undefined,
): Refusal[] => [
  ...(payload?.userErrors ?? []),
  ...failuresOf(error).map(({ failure }) => ({ field: '', message: failure.message })),
]
