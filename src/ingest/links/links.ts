import { type Pool } from 'pg'
import { Rejection } from '../../checks/rejection.ts'
import { withRetry } from '../../postgres/with-retry.ts'
import { isRefused, type Link, type LinkOutcome, reasons } from './link.ts'
import { writeLinks } from './write-links.ts'

/** Links visitors to users. */
export interface Links {
  /**
   * Makes links that came with events or traits, in their order; gives the outcome of each. A refused link changes
   * nothing but that its user is known.
   * @throws DB_UNAVAILABLE
   */
  make(project: string, links: (Link | undefined)[]): Promise<(LinkOutcome | undefined)[]>
  /**
   * Makes one link; `field` is the field of the visitor's id.
   * @throws Rejection KNOWN_USER, LINKED_TO_ANOTHER: then nothing was stored
   * @throws DB_UNAVAILABLE
   */
  require(project: string, link: Link, field: string): Promise<void>
  /** Forgets the outcomes: some users were erased. */
  forget(): void
}

/** The most links whose outcome the process remembers; the first ones are forgotten. */
const capacity = 200_000

/** An outcome changes only when its user is erased, so links that were made before, as with every event of a session, cost no statement. */
export function createLinks(pool: Pool, onCommit: () => void): Links {
  const outcomes = new Map<string, LinkOutcome>()
  const write = async (...args: Parameters<typeof writeLinks>) => {
    const written = await withRetry(() => writeLinks(...args))
    if (written.includes('LINKED')) onCommit()
    return written
  }
  return {
    make: async (project, links) => {
      const keys = links.map(link => link && keyOf(project, link))
      const unknown = new Map(
        links.flatMap((link, i) => (link && !outcomes.has(keys[i]!) ? [[keys[i]!, link] as const] : [])),
      )
      const written = unknown.size ? await write(pool, project, [...unknown.values()]) : []
      const made = new Map([...unknown.keys()].map((key, i) => [key, written[i]!]))
      const found = keys.map(key => (key === undefined ? undefined : (made.get(key) ?? outcomes.get(key))))
      remember(outcomes, made)
      return found
    },
    require: async (project, link, field) => {
      await write(pool, project, [link], ([outcome]) => {
        if (isRefused(outcome)) throw new Rejection(outcome, field, `${field} ${reasons[outcome]}`)
      })
    },
    forget: () => outcomes.clear(),
  }
}

const keyOf = (project: string, { userId, visitorId }: Link) => `${project}\0${userId}\0${visitorId}`

function remember(outcomes: Map<string, LinkOutcome>, made: Map<string, LinkOutcome>): void {
  for (const [key, outcome] of made) outcomes.set(key, outcome)
  for (const key of outcomes.keys()) {
    if (outcomes.size <= capacity) return
    outcomes.delete(key)
  }
}
