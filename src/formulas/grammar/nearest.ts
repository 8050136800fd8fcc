import { distance } from '../../checks/distance.ts'

/** A question after the known name that is at most two letters away, and in any letter case; otherwise nothing. */
export function nearest(name: string, known: Iterable<string>): string {
  const given = name.toLowerCase()
  const [found] = [...known]
    .map(other => ({ other, letters: lettersBetween(given, other.toLowerCase()) }))
    .filter(({ other, letters }) => letters <= (other.length < 5 ? 1 : 2))
    .sort((a, b) => a.letters - b.letters)
  return found ? ` Did you mean "${found.other}"?` : ''
}

const lettersBetween = (one: string, other: string) =>
  Math.abs(one.length - other.length) > 2 ? Number.POSITIVE_INFINITY : distance(one, other)
