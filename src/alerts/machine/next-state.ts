import { type GroupState, type StateName } from './group-state.ts'
import { type Level, levelOf, type Observation, type Threshold } from './level-of.ts'

/** The rules of an alert, as the state of a group follows from them. */
export interface Rules extends Threshold {
  /** The checks in a row that a warning or an alert needs. */
  forChecks: number
  /** The least number of events behind a number that counts. */
  minSample: number
  noData: 'ZERO' | 'KEEP' | 'SHOW' | 'NOTIFY'
  /** The time between two messages about the same trouble; null for one message. */
  renotifyMs: number | null
  /** Whether messages are held now: the quiet hours, or somebody has snoozed the alert. */
  isQuiet: boolean
}

/** A message to send. */
interface Announcement {
  type: 'alert.firing' | 'alert.resolved' | 'milestone.reached'
  /** The milestone that was reached. */
  milestone?: number
}

/** The reason for a row of the history. */
type EventKind = 'CHANGED' | 'REMINDED' | 'TOLD_LATER' | 'MILESTONE'

export interface Next {
  state: GroupState
  announcement: Announcement | null
  /** Null where nothing happened that the history shows. */
  event: EventKind | null
}

/**
 * The state of a group after a check, and what follows from it. A state that is not the one that receivers know is announced,
 * at once or when messages are no longer held; a trouble that came and went while they were held is not.
 */
export function nextState(previous: GroupState, observation: Observation, rules: Rules, now: Date): Next {
  if (rules.condition.milestone) return nextMilestone(previous, observation, rules, now)
  return announced(previous, moved(previous, observation, rules, now), rules, now)
}

/** The state without anything announced. */
function moved(previous: GroupState, observation: Observation, rules: Rules, now: Date): GroupState {
  const level = countingLevel(observation, rules)
  if (level === 'KEPT') return previous
  const counted = { ...previous, ...rowsOf(previous, level) }
  const state = stateAfter(counted, level, rules.forChecks)
  return state === previous.state ? counted : changed(counted, state, rules, now)
}

/** The level that counts; `KEPT` for a check that leaves everything as it is. */
function countingLevel(observation: Observation, rules: Rules): Level | 'NO_DATA' | 'KEPT' {
  if (observation.sample !== null && observation.sample < rules.minSample) return 'KEPT'
  const isZero = rules.noData === 'ZERO' && observation.value === null
  const level = levelOf(rules, isZero ? { ...observation, value: 0 } : observation)
  return level ?? (rules.noData === 'KEEP' ? 'KEPT' : 'NO_DATA')
}

const rowsOf = ({ warnings, alerts }: GroupState, level: Level | 'NO_DATA') => ({
  warnings: level === 'WARNING' || level === 'ALERT' ? warnings + 1 : 0,
  alerts: level === 'ALERT' ? alerts + 1 : 0,
})

/** Trouble needs `forChecks` checks in a row; the end of it, and missing data, need one. */
function stateAfter({ state, warnings, alerts }: GroupState, level: Level | 'NO_DATA', forChecks: number) {
  if (level === 'OK' || level === 'NO_DATA') return level
  if (alerts >= forChecks) return 'ALERT'
  return warnings >= forChecks ? 'WARNING' : state
}

const badness: Record<StateName, number> = { UNKNOWN: 0, OK: 0, NO_DATA: 1, WARNING: 2, ALERT: 3 }

function changed(before: GroupState, state: StateName, { noData }: Rules, now: Date): GroupState {
  const isBad = state === 'WARNING' || state === 'ALERT'
  const isTrouble = isBad || (state === 'NO_DATA' && noData === 'NOTIFY')
  const opens = isTrouble && !before.isOpen
  const isTaken = before.acknowledgedAt !== null && state !== 'OK' && badness[state] <= badness[before.state]
  return {
    ...before,
    state,
    since: now,
    isOpen: state !== 'OK' && (before.isOpen || isTrouble),
    openedAt: opens ? now : before.openedAt,
    notices: opens ? 0 : before.notices,
    isUnheard: isBad && (before.isUnheard || before.state === 'NO_DATA'),
    acknowledgedAt: isTaken ? before.acknowledgedAt : null,
  }
}

/** The state that receivers should know. Missing data is only told of where the rule says so. */
const toTell = ({ state, told }: GroupState, { noData }: Rules): GroupState['told'] =>
  state === 'UNKNOWN' || (state === 'NO_DATA' && noData !== 'NOTIFY') ? told : state

function announced(previous: GroupState, state: GroupState, rules: Rules, now: Date): Next {
  const isChange = state.state !== previous.state
  const told = toTell(state, rules)
  const isNews = told !== state.told || state.isUnheard
  const isDue = isNews || isReminderDue(state, rules, now)
  if (rules.isQuiet || !isDue) return { state, announcement: null, event: isChange ? 'CHANGED' : null }
  return {
    state: { ...state, told, toldAt: now, isUnheard: false, notices: state.notices + 1 },
    announcement: { type: told === 'OK' ? 'alert.resolved' : 'alert.firing' },
    event: isChange ? 'CHANGED' : isNews ? 'TOLD_LATER' : 'REMINDED',
  }
}

const isReminderDue = (
  { state, told, toldAt, acknowledgedAt }: GroupState,
  { renotifyMs }: Rules,
  now: Date,
) =>
  renotifyMs !== null &&
  told !== 'OK' &&
  state === told &&
  acknowledgedAt === null &&
  toldAt !== null &&
  now.getTime() - toldAt.getTime() >= renotifyMs

/** Milestones that were reached before the first check are not announced, and none is announced twice. */
function nextMilestone(previous: GroupState, observation: Observation, rules: Rules, now: Date): Next {
  const { value } = observation
  const { every, at } = rules.condition.milestone!
  if (value === null) return { state: previous, announcement: null, event: null }
  const step = Number(every ?? at)
  const steps = Math.max(Math.floor(value / step), 0)
  const reached = step * (every == null ? Math.min(steps, 1) : steps)
  const state: GroupState = {
    ...previous,
    state: 'OK',
    since: previous.state === 'OK' ? previous.since : now,
  }
  const event = state.state === previous.state ? null : 'CHANGED'
  if (previous.milestone === null)
    return { state: { ...state, milestone: reached }, announcement: null, event }
  if (reached <= previous.milestone || rules.isQuiet) return { state, announcement: null, event }
  return {
    state: { ...state, milestone: reached, toldAt: now, notices: state.notices + 1 },
    announcement: { type: 'milestone.reached', milestone: reached },
    event: 'MILESTONE',
  }
}
