import { type Pool } from 'pg'
import { recordCommand } from '../../audit/record-command.ts'
import { type Account } from '../../entities/account.ts'
import { type Change } from '../../entities/audit-entry.ts'

export type NamedAccount = Pick<Account, 'id' | 'username' | 'project'>

/** Records a command in the audit log of the account's project. */
export const recordAccount = (
  pool: Pool,
  action: Change['action'],
  { id, username, project }: NamedAccount,
): Promise<void> =>
  recordCommand(pool, {
    project,
    command: 'npm run account',
    change: { action, kind: 'ACCOUNT', id, name: username },
  })
