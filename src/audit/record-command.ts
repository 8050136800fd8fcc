import { randomUUID } from 'node:crypto'
import { type ClientBase, type Pool } from 'pg'
import { type Change } from '../entities/audit-entry.ts'
import { insertEntries } from './insert-entries.ts'
import { unrequestedEntry } from './unrequested-entry.ts'

/** A change by a command: the project whose audit log has it, and the command as the caller. */
interface CommandChange {
  project: string
  command: string
  change: Change
}

/** Records the change of a command in the audit log. The operator at the shell has no username. */
export function recordCommand(
  pool: Pool | ClientBase,
  { project, command, change }: CommandChange,
): Promise<void> {
  const entry = unrequestedEntry({
    project,
    requestId: randomUUID(),
    subject: command,
    kind: 'COMMAND',
    changes: [change],
  })
  return insertEntries(pool, [entry])
}
