import { type Warning } from '../../../schema/warning.ts'
import { warning } from '../../query/meta.ts'
import { type Groups } from './groups.ts'
import { type Scan } from './scan.ts'
import { type SeriesAsked } from './series-asked.ts'

/** Warnings about values that a measure leaves out, and about groups that have no line of their own. */
export const caveatsOf = (
  series: SeriesAsked[],
  groups: Groups | null | undefined,
  { leftOutOf }: Scan,
): Warning[] => [...series.flatMap(of => valuesLeftOut(of, leftOutOf(of))), ...groupsNotShown(groups)]

function valuesLeftOut({ name, property }: SeriesAsked, leftOut: number): Warning[] {
  if (!leftOut) return []
  const message = `Values of "${property}" in the series "${name}" that are not numbers below 10^15 are left out: ${leftOut.toLocaleString('en')}.`
  return [warning('VALUES_LEFT_OUT', message, 'input.series')]
}

function groupsNotShown(groups: Groups | null | undefined): Warning[] {
  if (!groups || groups.count <= groups.shown.length) return []
  const message = `The largest ${groups.shown.length} of ${groups.count} groups are shown, all others together.`
  return [warning('NOT_ALL_SHOWN', message, 'input.first')]
}
