import { badInput } from '../../errors.ts'
import { largest } from '../../schema/largest.ts'
import { type Warning } from '../../schema/warning.ts'
import { warning } from './meta.ts'

/** @throws INVALID_FIRST outside 1 to 1,000 */
export function checkFirst(first: number): void {
  if (first < 1 || first > largest.groups)
    throw badInput('INVALID_FIRST', 'first', `first must be 1 to ${largest.groups.toLocaleString('en')}.`)
}

/** A warning when not all groups are shown. */
export const shownOf = (first: number, all: number): Warning[] =>
  all > first ? [warning('NOT_ALL_SHOWN', `The largest ${first} of ${all} groups are shown.`, 'first')] : []
