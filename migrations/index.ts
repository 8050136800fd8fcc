import { Log } from './20261122000000_log.ts'
import { Kinds } from './20261122010000_kinds.ts'

/** In the order they run. */
export const migrations = [
  { name: '20261122000000_log', class: Log },
  { name: '20261122010000_kinds', class: Kinds },
]
