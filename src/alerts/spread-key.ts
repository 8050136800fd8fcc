import { type AlertRule } from '../schema/alerts/alert-input.ts'

/** Alerts of a project with the same question and window have the same key, so that they are checked together. */
export const spreadKey = (
  project: string,
  { question, window }: Pick<AlertRule, 'question' | 'window'>,
): string => JSON.stringify([project, window, question])
