import { badInput } from '../../errors.ts'

const most = 1_000

/** @throws INVALID_FIRST outside 1 to 1,000 */
export function checkFirst(first: number): void {
  if (first < 1 || first > most)
    throw badInput('INVALID_FIRST', 'first', `first must be 1 to ${most.toLocaleString('en')}.`)
}

/** A warning when not all groups are shown. */
export const shownOf = (first: number, all: number): string[] =>
  all > first ? [`The largest ${first} of ${all} groups are shown.`] : []
