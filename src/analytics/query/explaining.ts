import { AsyncLocalStorage } from 'node:async_hooks'
import { type ExplainedStatement } from '../../clickhouse/explained-statement.ts'

const explained = new AsyncLocalStorage<ExplainedStatement[]>()

/** Runs `answer`; each statement that it runs in ClickHouse is explained and added to the list. */
export const explaining = <Answer>(statements: ExplainedStatement[], answer: () => Answer): Answer =>
  explained.run(statements, answer)

/** The list for the statements that run now; undefined where nobody asked for an explanation. */
export const explainedNow = (): ExplainedStatement[] | undefined => explained.getStore()
