import { randomUUID } from 'node:crypto'
import { type Pool } from 'pg'
import { insertEntries } from '../../audit/insert-entries.ts'
import { unrequestedEntry } from '../../audit/unrequested-entry.ts'
import { type Account } from '../../entities/account.ts'
import { type Change } from '../../entities/audit-entry.ts'

export type NamedAccount = Pick<Account, 'id' | 'username' | 'project'>

/** Records a command in the audit log of the account's project. The operator at the shell has no username. */
export function recordCommand(
  pool: Pool,
  action: Change['action'],
  { id, username, project }: NamedAccount,
): Promise<void> {
  const entry = unrequestedEntry({
    project,
    requestId: randomUUID(),
    subject: 'npm run account',
    kind: 'COMMAND',
    changes: [{ action, kind: 'ACCOUNT', id, name: username }],
  })
  return insertEntries(pool, [entry])
}
