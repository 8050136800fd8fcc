import { createHash } from 'node:crypto'
import { type Pool } from 'pg'
import { Counter } from './counter.ts'
import { rateCounts } from './rates.ts'

const dayMs = 86_400_000

/** Counts the events that a project sends in a day of UTC, in all processes together. */
export interface DailyEvents {
  /** Takes room for events; returns for how many of them the limit has room. */
  take(project: string, events: number, most: number): Promise<number>
  /** Gives the room of events back that were not stored. */
  giveBack(project: string, events: number): void
}

export function createDailyEvents(pool: Pool): DailyEvents {
  const counter = new Counter(pool, { ...rateCounts, windowMs: dayMs })
  return {
    take: async (project, events, most) => {
      const key = keyOf(project)
      if ((counter.known(key)?.used ?? 0) >= most) return 0
      const { used } = await counter.add(key, events)
      const beyond = Math.min(events, Math.max(0, used - most))
      if (beyond) counter.takeBack(key, beyond)
      return events - beyond
    },
    giveBack: (project, events) => {
      counter.takeBack(keyOf(project), events)
    },
  }
}

/** The window of a key begins with its first use, so that each day has a key of its own. */
const keyOf = (project: string) =>
  `events:${new Date().toISOString().slice(0, 10)}:${createHash('sha256').update(project).digest('base64url')}`
