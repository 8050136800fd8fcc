/** A check as the reference sees it: the level of its number, whether it has too few events, and whether messages are held. */
export interface Check {
  level: 'OK' | 'WARNING' | 'ALERT' | 'NONE' | 'TOO_FEW'
  isQuiet: boolean
}

interface ReferenceRules {
  forChecks: number
  noData: 'ZERO' | 'KEEP' | 'SHOW' | 'NOTIFY'
  /** The level of the number 0. */
  zero: 'OK' | 'WARNING' | 'ALERT'
}

/** The state after each check, computed anew from all checks up to it. */
export function statesOf(checks: Check[], rules: ReferenceRules): string[] {
  return checks.map((_, i) =>
    stateAt(
      checks.slice(0, i + 1).map(({ level }) => level),
      rules,
    ),
  )
}

function stateAt(levels: Check['level'][], { forChecks, noData, zero }: ReferenceRules): string {
  const seen = levels
    .map(level => (level === 'NONE' && noData === 'ZERO' ? zero : level))
    .filter(level => level !== 'TOO_FEW' && !(level === 'NONE' && noData === 'KEEP'))
  for (let end = seen.length; end > 0; end--) {
    const last = seen[end - 1]!
    if (last === 'OK') return 'OK'
    if (last === 'NONE') return 'NO_DATA'
    const row = seen.slice(Math.max(end - forChecks, 0), end)
    if (row.length === forChecks && row.every(level => level === 'ALERT')) return 'ALERT'
    if (row.length === forChecks && row.every(level => level === 'ALERT' || level === 'WARNING'))
      return 'WARNING'
  }
  return 'UNKNOWN'
}

/** The messages, as the number of their check and the state that they tell, without reminders. */
export function messagesOf(checks: Check[], rules: ReferenceRules): [number, string][] {
  const states = ['UNKNOWN', ...statesOf(checks, rules)]
  const messages: [number, string][] = []
  let heard = 0
  checks.forEach(({ isQuiet }, i) => {
    if (isQuiet) return
    const state = states[i + 1]!
    const known = messages.at(-1)?.[1] ?? 'OK'
    const isTellable = state !== 'UNKNOWN' && (state !== 'NO_DATA' || rules.noData === 'NOTIFY')
    // States since the last moment at which a message could be sent.
    const since = states.slice(heard, i + 2)
    const isBack = isTrouble(state) && isBackIn(since)
    if (isTellable && (state !== known || isBack)) messages.push([i, state])
    heard = i + 1
  })
  return messages
}

const isTrouble = (state: string) => state === 'WARNING' || state === 'ALERT'

/** Whether the trouble at the end began right after missing data, within these states. */
function isBackIn(states: string[]): boolean {
  const begin = states.findLastIndex(state => !isTrouble(state))
  return states.some((state, i) => i >= begin && state === 'NO_DATA')
}
