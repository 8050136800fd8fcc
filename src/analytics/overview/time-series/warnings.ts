import { type Groups } from './groups.ts'
import { type Scan } from './scan.ts'
import { type SeriesAsked } from './series-asked.ts'

/** Sentences about values that a measure leaves out, and about groups that have no line of their own. */
export const warningsOf = (
  series: SeriesAsked[],
  groups: Groups | null | undefined,
  { leftOutOf }: Scan,
): string[] => [...series.flatMap(of => warningOf(of, leftOutOf(of))), ...warningOfGroups(groups)]

const warningOf = ({ name, property }: SeriesAsked, leftOut: number): string[] =>
  leftOut
    ? [
        `Values of "${property}" in the series "${name}" that are not numbers below 10^15 are left out: ` +
          `${leftOut.toLocaleString('en')}.`,
      ]
    : []

const warningOfGroups = (groups: Groups | null | undefined): string[] =>
  groups && groups.count > groups.shown.length
    ? [`The largest ${groups.shown.length} of ${groups.count} groups are shown, all others together.`]
    : []
