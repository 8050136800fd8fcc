import { quartersAfter } from '../../clickhouse/scope.ts'
import { type Bound, isOvertaken, type Sql, upTo } from '../../clickhouse/sql.ts'
import { columnsUnavailable } from '../../errors.ts'
import { type CopyState } from './copy-state.ts'

/** Runs a statement. `name` identifies the statement in the query log of ClickHouse. */
export type Run = <Row>(name: string, question: Sql) => Promise<Row[]>

/** What a request reads of the copy. */
interface Copy {
  project: string
  /** The state that the request reads. */
  state(): Promise<CopyState>
  /** The last batch of which ClickHouse may have a part by now. */
  begun(): Promise<CopyState>
}

/**
 * Runs the statements of a request so that all of them read one state of the copy. A statement over everything is as
 * good as one over the events of the state if no later batch had begun by its end. Otherwise its rows are dropped, and
 * this statement and all later ones are narrowed to the batches of the state, because the copy only moves forward.
 * @throws DB_UNAVAILABLE when ClickHouse was filled from the log again in the meantime
 */
export function runAt(run: Run, copy: Copy): Run {
  const runBound = boundRun(run, copy)
  let hasMoved = false
  return async <Row>(name: string, question: Sql) => {
    if (!hasMoved) {
      const rows = await run<Row>(name, question)
      hasMoved ||= await isPast(copy)
      if (!hasMoved) return rows
    }
    const rows = await runBound<Row>(name, question)
    await isPast(copy)
    return rows
  }
}

/** Whether ClickHouse may have a part of a batch after the state. */
async function isPast(copy: Copy): Promise<boolean> {
  const [state, begun] = await Promise.all([copy.state(), copy.begun()])
  if (begun.generation !== state.generation)
    throw columnsUnavailable('ClickHouse was filled from the log again. Send the same request again.')
  return begun.batch !== state.batch
}

/** Each batch in a quarter of an hour that was unchanged before costs one attempt. */
const mostAttempts = 3
/** When later batches have changed more quarters, events are read instead of totals. */
const mostQuarters = 1_000

/** Runs narrowed statements. The quarters that later batches have changed are read again when a batch overtakes one. */
function boundRun(run: Run, { project, state }: Copy): Run {
  let current: Promise<Bound> | undefined
  const boundNow = async (): Promise<Bound> => {
    const { batch } = await state()
    const rows = await run<{ quarter: number }>('changed', quartersAfter(project, batch, mostQuarters + 1))
    const isFew = rows.length <= mostQuarters
    return { batch, changedQuarters: isFew ? rows.map(({ quarter }) => quarter) : undefined }
  }
  return async <Row>(name: string, question: Sql) => {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      current ??= boundNow()
      const used = current
      try {
        return await run<Row>(name, upTo(question, await used))
      } catch (error) {
        if (!isOvertaken(error)) throw error
        if (current === used) current = undefined
      }
    }
    const { batch } = await state()
    return run<Row>(name, upTo(question, { batch, changedQuarters: undefined }))
  }
}
