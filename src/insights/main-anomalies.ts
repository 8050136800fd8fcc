import { type QueryScope } from '../analytics/query/query-scope.ts'
import { anomalies } from '../anomalies/anomalies.ts'
import { type Metric } from '../metrics-catalogue/catalogue.ts'
import { type Anomaly } from '../schema/anomalies/anomalies.ts'
import { SeasonalInterval } from '../schema/anomalies/seasonal-interval.ts'
import { usualSensitivity } from '../schema/anomalies/usual-sensitivity.ts'
import { type FoundInsight } from '../schema/insights/insight.ts'
import { sum } from '../statistics.ts'
import { type InsightsAsked } from './insights-of.ts'
import { daysIn, rangeOf } from './range-of.ts'
import { unusualMetrics } from './watched-metrics.ts'

const mostDaysOfHours = 14

/** Up to two weeks are looked at hour by hour, longer ranges day by day. */
export const intervalFor = (days: number): SeasonalInterval =>
  days <= mostDaysOfHours ? SeasonalInterval.HOUR : SeasonalInterval.DAY

/** The stretches of buckets in which main metrics were unusual. */
export async function mainAnomalies(scope: QueryScope, asked: InsightsAsked): Promise<FoundInsight[]> {
  const days = daysIn(await rangeOf(scope, asked))
  const found = await anomalies(
    scope,
    {
      ...asked,
      metrics: [...unusualMetrics.keys()].map(name => ({ name })),
      interval: intervalFor(days),
      first: 1,
      sensitivity: usualSensitivity,
    },
    {},
  )
  return stretchesOf(found.anomalies.toReversed()).map(toInsight)
}

/** Anomalies of one metric and one side whose buckets follow each other. */
function stretchesOf(oldestFirst: Anomaly[]): Anomaly[][] {
  const stretches: Anomaly[][] = []
  for (const anomaly of oldestFirst) {
    const before = stretches.find(stretch => continues(stretch.at(-1)!, anomaly))
    if (before) before.push(anomaly)
    else stretches.push([anomaly])
  }
  return stretches
}

const continues = (last: Anomaly, { metric, direction, start }: Anomaly): boolean =>
  last.metric === metric && last.direction === direction && last.end.getTime() === start.getTime()

function toInsight(stretch: Anomaly[]): FoundInsight {
  const [first, last] = [stretch[0]!, stretch.at(-1)!]
  const anomaly = stretch.reduce((most, one) => (sizeOf(one) > sizeOf(most) ? one : most))
  return {
    __typename: 'AnomalyInsight',
    severity: stretch.some(({ severity }) => severity === 'CRITICAL') ? 'CRITICAL' : 'WARNING',
    text: textOf(anomaly),
    ...{ anomaly, from: first.start, to: last.end },
    users: anomaly.metric === 'activeUsers' ? Math.round(Math.max(...stretch.map(apart))) : null,
    usd: anomaly.metric === 'costUsd' ? sum(stretch.map(apart)).toFixed(6) : null,
  }
}

const sizeOf = ({ score }: Anomaly) => Math.abs(score ?? 0)
const apart = ({ value, expected }: Anomaly) => Math.abs(value - expected)

function textOf({ metric, value, expected, direction, start, end }: Anomaly): string {
  const { words, shown } = unusualMetrics.get(metric as Metric)!
  const side = direction === 'UP' ? 'more' : 'less'
  const span = `from ${start.toISOString()} to ${end.toISOString()}`
  const numbers = `${shown(value)} ${span}, ${side} than the ${shown(expected)} that are usual then`
  return words[0] === words[0]!.toUpperCase()
    ? `${words} was ${numbers}.`
    : `There were ${words}: ${numbers}.`
}
