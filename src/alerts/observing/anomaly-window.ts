import { type SeasonalUnit } from '../../anomalies/season.ts'
import { type AlertWindow } from '../../schema/alerts/alert-input.ts'

/** The windows whose numbers can be compared with those of the same time of the week. */
const units: Partial<Record<AlertWindow, Exclude<SeasonalUnit, 'MONTH'>>> = {
  HOUR_1: 'HOUR',
  DAY_1: 'DAY',
  WEEK_1: 'WEEK',
}

/** The calendar unit of a window; undefined for one that has no season. */
export const seasonalUnitOf = (window: AlertWindow) => units[window]
