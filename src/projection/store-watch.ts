import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { columnsUnavailable, unavailable } from '../errors.ts'
import { type Cursor } from './cursor.ts'
import { idsHeld } from './store.ts'

/**
 * Whether this process may answer questions from its ClickHouse. Only `current` allows it: `rebuilding` means that
 * ClickHouse is filled from the log, `damaged` that it is checked or repaired, `elsewhere` that another process
 * copies the log to another ClickHouse.
 */
export type ProjectionState = 'current' | 'rebuilding' | 'damaged' | 'elsewhere' | 'unknown'

export interface StoreWatch {
  state(): ProjectionState
  set(state: ProjectionState): void
  /** The state for a process that does not run the projection, from the cursor in PostgreSQL. */
  judge(cursor: Cursor): Promise<ProjectionState>
  /** Whether ClickHouse has this id now. */
  holds(id: string): Promise<boolean>
}

export function watchStore(clickhouse: ClickHouse, log: Logger): StoreWatch {
  let known = new Set<string>()
  let state: ProjectionState = 'unknown'

  const holds = async (id: string) => {
    known = await idsHeld(clickhouse)
    return known.has(id)
  }

  return {
    state: () => state,
    set: next => {
      if (next === 'elsewhere' && state !== next) log.error(`questions are refused: ${elsewhere}`)
      if (next === 'current' && state === 'elsewhere')
        log.info('the log is copied to the ClickHouse of this process')
      state = next
    },
    judge: async ({ store, isRebuilding }) => {
      if (store !== null && !known.has(store) && !(await holds(store))) return 'elsewhere'
      return store === null || isRebuilding ? 'rebuilding' : 'current'
    },
    holds,
  }
}

/** @throws DB_UNAVAILABLE unless the state is `current` */
export function requireCurrent(state: ProjectionState): void {
  const refusal = refusals[state]
  if (refusal) throw refusal()
}

/** The message in the log, and of a process that ends for this reason. */
export const elsewhere =
  'another process copies the log to another ClickHouse. Set CLICKHOUSE_URL to one that both use, or stop the other process'

const refusals: Partial<Record<ProjectionState, () => Error>> = {
  unknown: () => unavailable('ClickHouse'),
  rebuilding: () =>
    columnsUnavailable('ClickHouse is being filled from the log. Send the same request again later.'),
  damaged: () =>
    columnsUnavailable(
      'Tables in ClickHouse are damaged and are being repaired. Send the same request again later.',
    ),
  elsewhere: () =>
    columnsUnavailable(
      'Another process copies the log to another ClickHouse. Send the same request to that one.',
    ),
}
