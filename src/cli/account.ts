import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { createAccount, disableAccount, listAccounts } from '../auth/accounts/accounts.ts'
import { defaultProject } from '../auth/viewer.ts'
import { checkedRole } from './checked-role.ts'
import { passwordFromStdin, promptedPassword } from './password.ts'
import { run } from './run.ts'
import { withPool } from './with-pool.ts'

const help = `Manages the accounts that log in with obtainToken. The service may be running or stopped.

  npm run account -- create --username admin [--role admin] [--project default] [--password-stdin]
  npm run account -- list
  npm run account -- disable --username admin

  --username        1 to 100 letters a to z, digits and . _ @ + -, a letter or digit first
  --role            admin (queries and tracks) or service (tracks); repeat the option for both. Default: admin
  --project         the project of the account's tokens, created if it does not exist. Default: default
  --password-stdin  reads the password from the standard input, without a prompt

A password has 12 to 200 characters. A disabled account gets no more tokens; its last one expires within 15 minutes.
`

run(help, async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      username: { type: 'string' },
      role: { type: 'string', multiple: true, default: ['admin'] },
      project: { type: 'string', default: defaultProject },
      'password-stdin': { type: 'boolean', default: false },
    },
  })
  const [command, ...more] = positionals
  if (more.length || !isCommand(command))
    throw new Error('The command must be create, list or disable; see --help.')
  if (command === 'list') return withPool(async pool => list(await listAccounts(pool)))
  const { username } = values
  if (username === undefined) throw new Error('--username is missing.')
  if (command === 'disable')
    return withPool(async pool => print(`${await disableAccount(pool, username)} is disabled.`))
  const roles = values.role.map(checkedRole)
  const password = values['password-stdin'] ? await passwordFromStdin() : await promptedPassword()
  await withPool(async pool => {
    const { project } = values
    print(`${await createAccount(pool, { username, password, project, roles })} can log in now.`)
  })
})

function isCommand(text: string | undefined): boolean {
  return ['create', 'list', 'disable'].includes(text ?? '')
}

function list(accounts: Awaited<ReturnType<typeof listAccounts>>): void {
  for (const { username, roles, project, disabledAt } of accounts)
    print(
      `${username}  ${roles.join(' ')}  ${project}${disabledAt ? `  disabled ${disabledAt.toISOString()}` : ''}`,
    )
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
