import { badInput } from '../errors.ts'
import { type SharedArgs } from '../schema/question-args.ts'
import { type TimesArgs } from '../schema/questions/times-args.ts'

/** What whoever asks says beside a question: its times, and a filter and a segment that narrow it further. */
export type Beside = SharedArgs

/** The times of a question with one way to give the range. */
export const besideOf = ({ dates, range, ...times }: TimesArgs): Beside => ({
  ...times,
  range: dates ? { dates } : range,
})

/** @throws INVALID_RANGE where the range is given twice */
export function checkTimes({ range, dates }: TimesArgs): void {
  if (range && dates) throw badInput('INVALID_RANGE', 'dates', 'Set range or dates, not both.')
}
