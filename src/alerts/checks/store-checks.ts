import { type ClientBase } from 'pg'
import { type Range } from '../../analytics/query/range.ts'
import { notifyChange } from '../../streams/notify-change.ts'
import { newState } from '../machine/group-state.ts'
import { nothing, type Observation } from '../machine/level-of.ts'
import { nextState, type Rules } from '../machine/next-state.ts'
import { isQuietAt } from '../quiet-hours.ts'
import { rulesOf } from '../rules-of.ts'
import { type SavedAlert } from '../saved-alert.ts'
import { announceEvents } from './announce-events.ts'
import { type Checked, isInvalid } from './checked.ts'
import { insertEvents, type NewEvent, plainEvent } from './insert-events.ts'
import { type LockedCheck, lockChecks, updateChecks } from './locked-checks.ts'
import { type StoredGroup, storedGroups, storeGroups } from './stored-groups.ts'

/**
 * Stores checks in the transaction of their job: the states, the history and the messages of each alert, all or none. An alert
 * that was changed or deleted after its question was asked is left out.
 */
export async function storeChecks(client: ClientBase, checks: Checked[], now: Date): Promise<void> {
  const locked = await lockChecks(
    client,
    checks.map(({ alert }) => alert),
  )
  const current = checks.filter(({ alert }) => locked.has(alert.id))
  const groups = await storedGroups(client, [...locked.keys()])
  const steps = current.flatMap(check =>
    stepsOf(check, locked.get(check.alert.id)!, groups.get(check.alert.id) ?? new Map(), now),
  )
  await storeGroups(
    client,
    steps.map(({ group }) => group),
    now,
  )
  const failed = current.flatMap(check => invalidOf(check, now))
  const events = await insertEvents(client, [...steps.flatMap(({ event }) => event ?? []), ...failed])
  await announceEvents(
    client,
    current.map(({ alert }) => alert),
    events,
  )
  await updateChecks(client, current, now)
  for (const { alertId, project } of events) await notifyChange(client, 'alert', project, alertId)
}

interface Step {
  group: StoredGroup
  event: NewEvent | null
}

/** A step of the state of each group of an alert, of those that have vanished from the answer too. */
function stepsOf(
  { alert, range, result }: Checked,
  { snoozedUntil }: LockedCheck,
  stored: Map<string, StoredGroup>,
  now: Date,
): Step[] {
  if (!(result instanceof Map)) return []
  const isQuiet = isQuietAt(alert.content.quiet, alert.timeZone, now) || (snoozedUntil ?? now) > now
  const rules = { ...rulesOf(alert.content), isQuiet }
  const keys = new Set([...stored.keys(), ...result.keys()])
  return [...keys].flatMap(key => {
    const observed = result.get(key)
    const known = stored.get(key)
    const labels = observed?.group ?? known!.labels
    const observation = observed?.observation ?? nothing
    return step(alert, range, { key, labels, known, observation, isSeen: Boolean(observed) }, rules, now)
  })
}

interface SeenGroup {
  key: string
  labels: (string | null)[]
  known: StoredGroup | undefined
  observation: Observation
  isSeen: boolean
}

function step(
  { id: alertId, project, version }: SavedAlert,
  range: Range,
  { key, labels, known, observation, isSeen }: SeenGroup,
  rules: Rules,
  now: Date,
): Step {
  const before = known?.state ?? newState(now)
  const { state, announcement, event } = nextState(before, observation, rules, now)
  const of = { alertId, project, key, labels, observation }
  return {
    group: { ...of, state, seenAt: isSeen ? now : known!.seenAt },
    event: event && {
      ...of,
      at: now,
      kind: event,
      version,
      state: state.state,
      previousState: before.state,
      range,
      milestone: announcement?.milestone ?? null,
      openedAt: state.openedAt,
      isTold: announcement !== null,
      told: announcement ? state.told : null,
      note: null,
    },
  }
}

/** The notice that an alert cannot be checked any more. */
function invalidOf({ alert, range, result }: Checked, now: Date): NewEvent[] {
  if (result instanceof Map || result === 'NOTHING_NEW' || !isInvalid(alert, result)) return []
  return [
    {
      ...plainEvent(alert, 'INVALID', now),
      version: alert.version,
      state: 'INVALID',
      range,
      isTold: true,
      note: `${result.code}: ${result.message}`,
    },
  ]
}
