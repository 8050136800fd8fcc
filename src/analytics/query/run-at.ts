import { type Sql, upTo } from '../../clickhouse/sql.ts'
import { columnsUnavailable } from '../../errors.ts'
import { type CopyState } from './copy-state.ts'

/** Runs a statement. `name` identifies the statement in the query log of ClickHouse. */
export type Run = <Row>(name: string, question: Sql) => Promise<Row[]>

/** The state of the copy that a request reads, and the last batch that was begun by now. */
interface Copy {
  state(): Promise<CopyState>
  begun(): Promise<CopyState>
}

/**
 * Runs the statements of a request so that all of them read one state of the copy. A statement over everything is as
 * good as one over the events of the state if no later batch had begun by its end. Otherwise its rows are dropped, and
 * this statement and all later ones are narrowed to the batches of the state, because the copy only moves forward.
 * @throws DB_UNAVAILABLE when ClickHouse was filled from the log again in the meantime
 */
export function runAt(run: Run, copy: Copy): Run {
  let hasMoved = false
  return async <Row>(name: string, question: Sql) => {
    const state = await copy.state()
    for (;;) {
      const isNarrowed = hasMoved
      const rows = await run<Row>(name, isNarrowed ? upTo(question, state.batch) : question)
      const begun = await copy.begun()
      requireSameGeneration(state, begun)
      hasMoved ||= begun.batch !== state.batch
      if (isNarrowed || !hasMoved) return rows
    }
  }
}

function requireSameGeneration(state: CopyState, begun: CopyState): void {
  if (state.generation !== begun.generation)
    throw columnsUnavailable('ClickHouse was filled from the log again. Send the same request again.')
}
