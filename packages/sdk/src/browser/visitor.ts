import { type Clock } from '../core/clock.ts'
import { type Visitor } from '../core/platform.ts'
import { pageProperties } from './page-properties.ts'

interface Remembered {
  anonymousId: string
  userId?: string
  sessionId: string
  /** The time of the last event, in milliseconds since 1970. */
  lastAt: number
}

interface VisitorParts {
  /** The entry of `localStorage`, which all pages of an origin share. */
  entry: string
  newId: () => string
  clock: Clock
  sessionIdleMs: number
}

/** Remembers the visitor, the user and the session of a browser. */
export function browserVisitor({ entry, newId, clock, sessionIdleMs }: VisitorParts): Visitor {
  const begin = (): Remembered => ({ anonymousId: newId(), sessionId: newId(), lastAt: clock.now() })
  const { read, write, forget } = remembering<Remembered>(entry)
  const known = () => read() ?? write(begin())
  let page = { path: '', pageId: '' }
  return {
    ids: () => {
      const { userId, anonymousId } = known()
      return userId === undefined ? { anonymousId } : { userId }
    },
    sessionId: () => {
      const { sessionId, lastAt, ...ids } = known()
      const lastAtNow = clock.now()
      const isOver = Math.abs(lastAtNow - lastAt) > sessionIdleMs
      return write({ ...ids, sessionId: isOver ? newId() : sessionId, lastAt: lastAtNow }).sessionId
    },
    page: () => {
      if (page.path !== location.pathname) page = { path: location.pathname, pageId: newId() }
      return pageProperties(page.pageId)
    },
    anonymousId: () => known().anonymousId,
    identify: userId => {
      const before = known()
      // Another user has another history, and must not be linked to the visitor of the first one.
      const isAnother = before.userId !== undefined && before.userId !== userId
      write({ ...(isAnother ? begin() : before), userId })
    },
    reset: forget,
  }
}

/**
 * A value in `localStorage`, or in memory where a browser allows no storage. Memory has no copy of a stored value, which another page
 * may forget.
 */
function remembering<Value>(entry: string) {
  let memory: Value | undefined
  const allowed = <Result>(work: () => Result) => {
    try {
      return work()
    } catch {
      // Memory has the value, if there is one.
    }
  }
  return {
    read: () => memory ?? allowed(() => JSON.parse(localStorage.getItem(entry)!) as Value | undefined),
    write: (value: Value): Value => {
      memory = value
      allowed(() => {
        localStorage.setItem(entry, JSON.stringify(value))
        memory = undefined
      })
      return value
    },
    forget: () => {
      memory = undefined
      allowed(() => localStorage.removeItem(entry))
    },
  }
}
