import { randomUUID } from 'node:crypto'
import { type Pool } from 'pg'
import { insertEntries } from '../../audit/insert-entries.ts'
import { type Account } from '../../entities/account.ts'
import { type Change } from '../../entities/audit-entry.ts'

export type NamedAccount = Pick<Account, 'id' | 'username' | 'project'>

/** Records a command in the audit log of the account's project. The operator at the shell has no username. */
export function recordCommand(
  pool: Pool,
  action: Change['action'],
  { id, username, project }: NamedAccount,
): Promise<void> {
  const entry = {
    project,
    at: new Date(),
    requestId: randomUUID(),
    part: 0,
    subject: 'npm run account',
    roles: [],
    proof: 'NONE' as const,
    address: null,
    userAgent: null,
    kind: 'COMMAND' as const,
    operationName: null,
    fields: [],
    cost: 0,
    durationMs: 0,
    outcome: 'OK' as const,
    changes: [{ action, kind: 'ACCOUNT' as const, id, name: username }],
  }
  return insertEntries(pool, [entry])
}
