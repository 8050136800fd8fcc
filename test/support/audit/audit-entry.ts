import { randomUUID } from 'node:crypto'
import { type NewEntry } from '../../../src/audit/insert-entries.ts'

/** An entry of the audit log about a question; a test gives only the fields that it is about. */
export const auditEntry = (given: Partial<NewEntry>): NewEntry => ({
  project: 'p',
  at: new Date(),
  requestId: randomUUID(),
  part: 0,
  subject: 'tester',
  roles: ['admin'],
  proof: 'TOKEN',
  address: '127.0.0.1',
  userAgent: null,
  kind: 'QUERY',
  operationName: null,
  fields: ['summary'],
  cost: 51,
  durationMs: 3,
  outcome: 'OK',
  changes: [],
  ...given,
})
