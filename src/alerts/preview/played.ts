import { type AlertRule } from '../../schema/alerts/alert-input.ts'
import {
  type AlertPreview,
  type PreviewEpisode,
  type PreviewLine,
} from '../../schema/alerts/alert-preview.ts'
import { type GroupState, newState } from '../machine/group-state.ts'
import { nothing, type Observation } from '../machine/level-of.ts'
import { nextState } from '../machine/next-state.ts'
import { keyOf, type Observed } from '../observing/observed.ts'
import { isQuietAt } from '../quiet-hours.ts'
import { rulesOf } from '../rules-of.ts'
import { type ObservedWindow } from './previewing.ts'

type Played = Omit<AlertPreview, 'caveats'>

/** The states, episodes and messages of a rule, were it checked at the end of each window. */
export function played(rule: AlertRule, timeZone: string, windows: ObservedWindow[]): Played {
  const checks = windows.map(({ range, observed }) => ({
    at: range.to,
    groups: new Map(observed.map(one => [keyOf(one.group), one])),
  }))
  const groups = new Map(checks.flatMap(check => [...check.groups].map(([key, { group }]) => [key, group])))
  const lines = [...groups].map(([key, labels]) => playedGroup(rule, timeZone, checks, key, labels))
  const episodes = lines.flatMap(line => line.episodes)
  return {
    timesFired: episodes.length,
    messages: lines.reduce((sum, line) => sum + line.messages, 0),
    checks: windows.length,
    timestamps: windows.map(({ range }) => range.to),
    lines: lines.map(({ line }) => line),
    episodes: episodes.sort((one, other) => one.from.getTime() - other.from.getTime()),
  }
}

/** The end of a window, and the groups that it has by their keys. */
interface PlayedWindow {
  at: Date
  groups: Map<string, Observed>
}

interface PlayedGroup {
  line: PreviewLine
  episodes: PreviewEpisode[]
  messages: number
}

function playedGroup(
  rule: AlertRule,
  timeZone: string,
  windows: PlayedWindow[],
  key: string,
  labels: (string | null)[],
): PlayedGroup {
  const of: PlayedGroup = { line: { labels, values: [], states: [] }, episodes: [], messages: 0 }
  let state: GroupState | undefined
  for (const { at, groups } of windows) {
    const found = groups.get(key)
    const observation = found?.observation ?? nothing
    // A group begins with its first number, as it does for checks.
    if (found || state) state = playedCheck(rule, timeZone, of, state ?? newState(at), observation, at)
    of.line.values.push(observation.value)
    of.line.states.push(state?.state ?? 'UNKNOWN')
  }
  return of
}

/** One check, whose messages and episodes are added to those of the group. */
function playedCheck(
  rule: AlertRule,
  timeZone: string,
  of: PlayedGroup,
  before: GroupState,
  observation: Observation,
  at: Date,
): GroupState {
  const rules = { ...rulesOf(rule), isQuiet: isQuietAt(rule.quiet, timeZone, at) }
  const { state, announcement } = nextState(before, observation, rules, at)
  if (announcement) of.messages++
  if (announcement?.milestone !== undefined) of.episodes.push(begun(of, state, at, observation, at))
  else if (state.isOpen && !before.isOpen) of.episodes.push(begun(of, state, at, observation, null))
  else if (before.isOpen) continued(of.episodes.at(-1)!, before, state, observation, at)
  return state
}

const begun = (
  { line: { labels } }: PlayedGroup,
  { state }: GroupState,
  from: Date,
  { value }: Observation,
  to: Date | null,
): PreviewEpisode => ({ labels, from, to, state, lowest: value, highest: value })

function continued(
  episode: PreviewEpisode,
  before: GroupState,
  state: GroupState,
  { value }: Observation,
  at: Date,
): void {
  if (!state.isOpen) episode.to = at
  else if (value !== null) {
    episode.lowest = Math.min(episode.lowest ?? value, value)
    episode.highest = Math.max(episode.highest ?? value, value)
  }
  if (
    state.state === 'ALERT' ||
    (state.state === 'WARNING' && before.state !== 'ALERT' && episode.state !== 'ALERT')
  )
    episode.state = state.state
}
