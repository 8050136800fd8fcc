import { type RealtimeAlert, type RealtimeAlertType } from '../../../schema/overview/realtime.ts'

/** The counts behind the alerts: the messages of a minute, and the calls of five with their errors. */
export interface Traffic {
  messages: number
  calls: number
  errors: number
}

/** A number is far from normal at half as much again. */
const farRatio = 1.5
/** And at half of it. */
const lowRatio = 0.5
/** Differences of fewer standard deviations may be chance. */
const deviations = 3
/** An error rate of fewer calls says nothing. */
const fewestCalls = 20

/** The alerts about the numbers of now, beside those that are taken as normal. */
export const alertsOf = (now: Traffic, normal: Traffic): RealtimeAlert[] => [
  ...trafficAlerts(now.messages, normal.messages),
  ...errorAlerts(now, normal),
]

/** Two counts differ by more than chance if the difference exceeds three times the root of their sum (Poisson). */
function trafficAlerts(value: number, normalValue: number): RealtimeAlert[] {
  const isChance = Math.abs(value - normalValue) < deviations * Math.sqrt(value + normalValue)
  if (!normalValue || isChance) return []
  const percent = Math.round(Math.abs(value / normalValue - 1) * 100)
  if (value >= farRatio * normalValue)
    return [toAlert('HIGH_TRAFFIC', `Traffic ${percent}% above normal`, value, normalValue)]
  if (value <= lowRatio * normalValue)
    return [toAlert('LOW_TRAFFIC', `Traffic ${percent}% below normal`, value, normalValue)]
  return []
}

function errorAlerts(now: Traffic, normal: Traffic): RealtimeAlert[] {
  if (Math.min(now.calls, normal.calls) < fewestCalls) return []
  const value = now.errors / now.calls
  const normalValue = normal.errors / normal.calls
  if (value < farRatio * normalValue || value - normalValue < deviations * standardError(now, normal))
    return []
  const message = `Error rate ${percentOf(value)}, normally ${percentOf(normalValue)}`
  return value > 0 ? [toAlert('HIGH_ERROR_RATE', message, value, normalValue)] : []
}

/** Of the difference of two shares, if both windows had the same true share. */
function standardError(one: Traffic, other: Traffic): number {
  const share = (one.errors + other.errors) / (one.calls + other.calls)
  return Math.sqrt(share * (1 - share) * (1 / one.calls + 1 / other.calls))
}

const percentOf = (share: number) => `${(share * 100).toFixed(1)}%`

const toAlert = (
  type: RealtimeAlertType,
  message: string,
  value: number,
  normalValue: number,
): RealtimeAlert => ({ type, message, alertId: null, value, normalValue })
