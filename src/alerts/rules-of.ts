import { minuteMs } from '../durations.ts'
import { type AlertRule } from '../schema/alerts/alert-input.ts'
import { type Rules } from './machine/next-state.ts'

/** The rules of a saved alert with every default filled in. */
export const rulesOf = (rule: AlertRule): Omit<Rules, 'isQuiet'> => ({
  condition: rule.condition,
  warning: rule.warning == null ? null : Number(rule.warning),
  forChecks: rule.forChecks ?? 1,
  minSample: rule.minSample ?? 0,
  noData: rule.noData ?? 'SHOW',
  renotifyMs: rule.renotifyMinutes == null ? null : rule.renotifyMinutes * minuteMs,
})
