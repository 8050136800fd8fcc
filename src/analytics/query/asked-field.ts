import { AsyncLocalStorage } from 'node:async_hooks'

/** A root field of a question. It has run once a statement was sent for it, or for a field below it. */
export interface AskedField {
  hasRun: boolean
}

const answered = new AsyncLocalStorage<AskedField>()

/** Does work for a root field: the statements of the work are those of the field. */
export const workFor = <Result>(field: AskedField, work: () => Result): Result => answered.run(field, work)

/** Notes that a statement is sent: to ClickHouse, or for a page of a list. */
export function noteStatement(): void {
  const field = answered.getStore()
  if (field) field.hasRun = true
}
