import { dayMs } from '../durations.ts'

/** The most registered keys that the process remembers for all projects; the project that it met first is forgotten. */
const mostRegistered = 100_000
/** The most keys of a project that the process remembers as beyond the limit of the day. */
const mostBeyond = 10_000

/** The keys of a project that this process remembers. */
interface ProjectKeys {
  hasKey(key: string): boolean
  /** Whether the key was beyond the limit of today already. */
  isBeyond(key: string): boolean
}

interface Remembered {
  registered: Set<string>
  beyond: Set<string>
  /** The day that `beyond` belongs to, in days since 1970 (UTC). */
  day: number
}

/** Remembers property keys of projects, so that a known key costs no statement. */
export function knownKeys() {
  const projects = new Map<string, Remembered>()
  let size = 0

  const remembered = (project: string): Remembered => {
    const day = Math.floor(Date.now() / dayMs)
    const found = projects.get(project)
    if (found?.day === day) return found
    const fresh = { registered: found?.registered ?? new Set<string>(), beyond: new Set<string>(), day }
    projects.set(project, fresh)
    return fresh
  }

  const makeRoom = () => {
    for (const [project, { registered }] of projects) {
      if (size <= mostRegistered) return
      size -= registered.size
      projects.delete(project)
    }
  }

  return {
    of: (project: string): ProjectKeys => {
      const { registered, beyond } = remembered(project)
      return { hasKey: key => registered.has(key), isBeyond: key => beyond.has(key) }
    },
    /** Of the keys that were looked up in PostgreSQL, those in `found` are registered. */
    learn(project: string, lookedUp: string[], found: Set<string>): void {
      const { registered, beyond } = remembered(project)
      const before = registered.size
      if (beyond.size > mostBeyond) beyond.clear()
      for (const key of lookedUp) (found.has(key) ? registered : beyond).add(key)
      size += registered.size - before
      makeRoom()
    },
  }
}
