import { type Range } from '../../analytics/query/range.ts'
import { type Failure } from '../../jobs/failure.ts'
import { type Observed } from '../observing/observed.ts'
import { type SavedAlert } from '../saved-alert.ts'

/** A check of an alert: what its groups showed in a window, a failure, or no new window since the last one. */
export interface Checked {
  alert: SavedAlert
  range: Range
  /** The groups by their keys. */
  result: Map<string, Observed> | Failure | 'NOTHING_NEW'
}

const mostFailures = 20

/** Whether an alert cannot be checked any more: a thing that it names is gone, or its checks failed too often. */
export const isInvalid = ({ failures }: SavedAlert, { code }: Failure): boolean =>
  code === 'NOT_FOUND' || failures + 1 >= mostFailures
