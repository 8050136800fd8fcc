import { type NewEntry } from './insert-entries.ts'

/** What an entry of work without a request says. */
type Said = Pick<NewEntry, 'project' | 'requestId' | 'subject' | 'kind' | 'changes'> &
  Partial<Pick<NewEntry, 'outcome' | 'durationMs'>>

/** An entry of the audit log about a job or a command: no request caused it, so it has no address, fields and cost. */
export const unrequestedEntry = (said: Said): NewEntry => ({
  at: new Date(),
  part: 0,
  roles: [],
  proof: 'NONE',
  address: null,
  userAgent: null,
  operationName: null,
  fields: [],
  cost: 0,
  durationMs: 0,
  outcome: 'OK',
  ...said,
})
