import { type FilterValueOf, plainKinds, valueScalar } from '../filter-value.ts'

/** A value that a segment compares with, as it was sent. */
export type SegmentValueOf = FilterValueOf

/** A number, text, boolean or time to compare a metric or trait with. */
export const SegmentValue = valueScalar(
  'SegmentValue',
  'A value to compare with: a number such as `30`, a text such as `"high"`, `true`, or a time. `"-7d"` is seven ' +
    'days ago (h, d, w, m and y for hours, days, weeks, months and years), `"2026-01-31T00:00:00Z"` an instant.',
  plainKinds,
)
