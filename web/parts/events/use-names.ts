import { useQuery } from 'urql'
import { Names } from './names.graphql.ts'

/** The events of the last days, those of most users first, and the traits of users. */
export function useNames(): { events: string[]; traits: string[]; isKnown: boolean } {
  const [{ data }] = useQuery({ query: Names })
  const events = data?.catalog?.events.filter(({ users }) => users) ?? []
  const sorted = events.toSorted((one, other) => other.users - one.users)
  return {
    events: sorted.map(({ name }) => name),
    traits: data?.catalog?.traits.map(({ key }) => key) ?? [],
    isKnown: Boolean(data?.catalog),
  }
}
