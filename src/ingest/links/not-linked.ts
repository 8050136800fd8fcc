import { type ReceiptWarning } from '../../schema/tracking/receipt-warning.ts'
import { isRefused, type LinkOutcome, reasons } from './link.ts'

/** The warning about a link that was refused, if it was; `stored` says what was stored all the same. */
export const notLinked = (outcome: LinkOutcome | undefined, stored: string): ReceiptWarning[] =>
  isRefused(outcome)
    ? [{ code: outcome, field: 'anonymousId', message: `${stored} anonymousId ${reasons[outcome]}` }]
    : []
