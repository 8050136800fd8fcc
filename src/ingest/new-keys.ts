import { type Pool } from 'pg'
import { knownKeys } from './known-keys.ts'
import { type Properties, propertyPaths } from './property-paths.ts'
import { registerKeys } from './register-keys.ts'

/**
 * Registers the property keys of events that were stored for a project. Gives for each event whether it has keys beyond
 * the new keys that the project may register in a day.
 */
export type NewKeys = (project: string, events: (Properties | null | undefined)[]) => Promise<boolean[]>

/** The most keys of one request that are looked up; the keys after them count as beyond the limit. */
const mostLookedUp = 10_000

/**
 * Known keys cost no statement, and the unknown keys of a request share one. If PostgreSQL fails, no event is reported:
 * the events are stored already, and a missing warning must not fail their receipts.
 */
export function createNewKeys(pool: Pool, mostPerDay: number): NewKeys {
  const keys = knownKeys()
  return async (project, events) => {
    const known = keys.of(project)
    const unknown = events.map(properties =>
      properties && mostPerDay ? propertyPaths(properties, path => !known.hasKey(path)) : [],
    )
    const missing = new Set(unknown.flat().filter(path => !known.isBeyond(path)))
    if (!missing.size) return unknown.map(paths => paths.length > 0)
    const lookedUp = [...missing].slice(0, mostLookedUp)
    const registered = await registerKeys(pool, project, lookedUp, mostPerDay).catch(() => undefined)
    if (!registered) return events.map(() => false)
    keys.learn(project, lookedUp, registered)
    return unknown.map(paths => paths.some(path => !registered.has(path)))
  }
}
