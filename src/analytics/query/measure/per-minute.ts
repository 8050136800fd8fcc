import { type Metric, metrics } from '../../../metrics-catalogue/catalogue.ts'
import { type Range } from '../range.ts'
import { type Values } from './measure-rows.ts'

/** Divides the counts of metrics per minute by the elapsed minutes of the range; null before the range begins. */
export function perMinute<Row extends Values>(row: Row, names: Metric[], range: Range, asOf: Date): Row {
  const minutes = elapsedMinutes(range, asOf)
  const rates = names
    .filter(name => metrics[name].unit === 'PER_MINUTE')
    .map(name => [name, minutes > 0 ? Number(row[name]) / minutes : null])
  return { ...row, ...Object.fromEntries(rates) }
}

/** The minutes of a range that have passed; 0 or less before it begins. */
export const elapsedMinutes = ({ from, to }: Range, asOf: Date): number =>
  (Math.min(to.getTime(), asOf.getTime()) - from.getTime()) / 60_000
