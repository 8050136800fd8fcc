import { setTimeout as pause } from 'node:timers/promises'
import { type Happening } from './answer.ts'
import { type Changes } from './changes.ts'

/** The time of streams. Tests let its seconds pass faster. */
export interface StreamClock {
  secondMs: number
}

/** What the source of a stream gets. */
export interface Listening {
  changes: Changes
  project: string
  clock: StreamClock
  /** Ends when nobody listens to the stream any longer. */
  signal: AbortSignal
}

interface Pace {
  /** The shortest time between two answers. */
  intervalSeconds: number
  /** The longest one: the range of a question moves on although no event arrives. */
  idleSeconds?: number
  /** The value of every happening: the state that a question keeps between its answers. */
  value?: unknown
}

const leastIdleSeconds = 60

/**
 * The moments at which a question is to be answered: the first one at once, each further one when ClickHouse has new events of the
 * project, or after `idleSeconds`. The time that an answer takes is part of the interval.
 */
export async function* ticks(
  { changes, project, clock, signal }: Listening,
  { intervalSeconds, idleSeconds = Math.max(leastIdleSeconds, intervalSeconds), value }: Pace,
): AsyncGenerator<Happening, void> {
  const copied = changes.of('events', project, signal)
  while (!signal.aborted) {
    const at = performance.now()
    const msUntil = (seconds: number) => Math.max(0, at + seconds * clock.secondMs - performance.now())
    yield { value }
    await pause(msUntil(intervalSeconds), undefined, { signal }).catch(() => undefined)
    await copied.next(msUntil(idleSeconds))
  }
}
