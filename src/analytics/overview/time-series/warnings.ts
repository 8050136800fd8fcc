import { type Warning } from '../../../schema/warning.ts'
import { warning } from '../../query/meta.ts'
import { type Groups } from './groups.ts'
import { type Scan } from './scan.ts'
import { type SeriesAsked } from './series-asked.ts'

/** Warnings about values that a measure leaves out, and about groups that have no line of their own. */
export const warningsOf = (
  series: SeriesAsked[],
  groups: Groups | null | undefined,
  { leftOutOf }: Scan,
): Warning[] => [...series.flatMap(of => warningOf(of, leftOutOf(of))), ...warningOfGroups(groups)]

function warningOf({ name, property }: SeriesAsked, leftOut: number): Warning[] {
  if (!leftOut) return []
  const values = `Values of "${property}" in the series "${name}" that are not numbers below 10^15`
  return [warning('VALUES_LEFT_OUT', `${values} are left out: ${leftOut.toLocaleString('en')}.`, 'property')]
}

function warningOfGroups(groups: Groups | null | undefined): Warning[] {
  if (!groups || groups.count <= groups.shown.length) return []
  const message = `The largest ${groups.shown.length} of ${groups.count} groups are shown, all others together.`
  return [warning('NOT_ALL_SHOWN', message, 'first')]
}
