import { type Pool } from 'pg'
import { knownKeys } from './known-keys.ts'
import { type Properties, propertyPaths } from './property-paths.ts'
import { registerKeys } from './register-keys.ts'

/**
 * Learns the property keys of stored facts of a project, and tells which of the facts have keys beyond those that
 * the project may bring in a day.
 */
export type NewKeys = (project: string, facts: (Properties | null | undefined)[]) => Promise<boolean[]>

/** Most keys of one request that are looked up; more than that count as beyond. */
const mostAsked = 10_000

/**
 * Keys that are remembered cost no statement; the unknown ones of a request share one. Where PostgreSQL fails
 * there is no warning: the facts are stored, and their receipts must not fail for it.
 */
export function createNewKeys(pool: Pool, mostPerDay: number): NewKeys {
  const keys = knownKeys()
  return async (project, facts) => {
    const known = keys.of(project)
    const unknown = facts.map(properties =>
      properties && mostPerDay ? propertyPaths(properties, path => !known.hasKey(path)) : [],
    )
    const asked = new Set(unknown.flat().filter(path => !known.isBeyond(path)))
    if (!asked.size) return unknown.map(paths => paths.length > 0)
    const sent = [...asked].slice(0, mostAsked)
    const registered = await registerKeys(pool, project, sent, mostPerDay).catch(() => undefined)
    if (!registered) return facts.map(() => false)
    keys.learn(project, sent, registered)
    return unknown.map(paths => paths.some(path => !registered.has(path)))
  }
}
