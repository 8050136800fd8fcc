import { useCallback } from 'react'
import { type AnyVariables, useClient } from 'urql'
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

/** Runs a mutation. A failure of the request is a refusal that belongs to no field. */
export function useChange() {
  const client = useClient()
  return useCallback(
    async <Saved, Variables extends AnyVariables>(
      operation: Operation<Answer<Saved>, Variables>,
      variables: Variables,
    ): Promise<Changed<Saved>> => {
      const { data, error } = await client.mutation(operation, variables).toPromise()
      const failures = failuresOf(error).map(({ failure }) => ({ field: '', message: failure.message }))
      return { saved: data?.done.saved ?? undefined, refusals: data?.done.userErrors ?? failures }
    },
    [client],
  )
}
