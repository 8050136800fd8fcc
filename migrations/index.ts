import { Log } from './20261122000000_log.ts'

/** In the order they run. */
export const migrations = [{ name: '20261122000000_log', class: Log }]
