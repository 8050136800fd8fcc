import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { columnsUnavailable, unavailable } from '../errors.ts'
import { type Cursor } from './cursor.ts'
import { storeHeld } from './store.ts'

/**
 * What can be asked of the ClickHouse of this process: everything that was copied; nothing while it is filled anew
 * or looked through for damage; nothing while another process copies the log to another ClickHouse.
 */
export type ProjectionState = 'current' | 'rebuilding' | 'damaged' | 'elsewhere' | 'unknown'

export interface StoreWatch {
  state(): ProjectionState
  set(state: ProjectionState): void
  /** What PostgreSQL's word on the projection means for this process when it does not project itself. */
  judge(cursor: Cursor): Promise<ProjectionState>
  /** Whether ClickHouse has this id, as it says at this moment. */
  holds(id: string): Promise<boolean>
}

export function watchStore(clickhouse: ClickHouse, log: Logger): StoreWatch {
  let known = new Set<string>()
  let state: ProjectionState = 'unknown'

  const holds = async (id: string) => {
    known = (await storeHeld(clickhouse)).ids
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

/** @throws DB_UNAVAILABLE unless questions may be asked */
export function requireCurrent(state: ProjectionState): void {
  const refusal = refusals[state]
  if (refusal) throw refusal()
}

/** What both the log and the end of a process say, with what to do about it. */
export const elsewhere =
  'another process copies the log to another ClickHouse. Set CLICKHOUSE_URL to one that both use, or stop the other process'

const refusals: Partial<Record<ProjectionState, () => Error>> = {
  unknown: () => unavailable('ClickHouse'),
  rebuilding: () =>
    columnsUnavailable('ClickHouse is being filled from the log. Send the same request again later.'),
  damaged: () =>
    columnsUnavailable(
      'Columns in ClickHouse are damaged. They are repaired; send the same request again later.',
    ),
  elsewhere: () =>
    columnsUnavailable(
      'Another process copies the log to another ClickHouse. Send the same request to that one.',
    ),
}
