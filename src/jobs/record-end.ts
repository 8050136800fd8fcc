import { type ClientBase } from 'pg'
import { insertEntries } from '../audit/insert-entries.ts'
import { unrequestedEntry } from '../audit/unrequested-entry.ts'
import { type Outcome } from '../entities/audit-entry.ts'
import { nodeIdOf } from '../entities/node-id.ts'
import { type StoredJob } from './job.ts'

/** Records the end of a job in the audit log. A job ends once, so its id is the id of the request. */
export function recordEnd(
  client: ClientBase,
  { id, project, kind, subject }: StoredJob,
  outcome: Outcome,
  durationMs: number,
): Promise<void> {
  const entry = unrequestedEntry({
    project,
    requestId: `job-${id}`,
    subject,
    kind: 'JOB',
    durationMs: Math.round(durationMs),
    outcome,
    changes: [{ action: 'ENDED', kind: 'JOB', id: nodeIdOf('Job', { id }), name: kind }],
  })
  return insertEntries(client, [entry])
}
