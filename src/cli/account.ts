import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { type Pool } from 'pg'
import { checkedPerson, checkedUsername, checkPassword } from '../auth/accounts/account-fields.ts'
import { createAccount, listAccounts } from '../auth/accounts/accounts.ts'
import {
  changePassword,
  changePerson,
  changeRoles,
  disableAccount,
  enableAccount,
} from '../auth/accounts/change-account.ts'
import { checkProjectId } from '../auth/projects/projects.ts'
import { defaultProject } from '../auth/viewer.ts'
import { type Account } from '../entities/account.ts'
import { checkedRoles } from './checked-roles.ts'
import { givenPassword } from './password.ts'
import { run } from './run.ts'
import { withPool } from './with-pool.ts'

const help = `Manages the accounts that log in with obtainToken. The service may be running or stopped.

  npm run account -- create --username admin [--role admin] [--project default] [--name N] [--email E] [--password-stdin]
  npm run account -- list
  npm run account -- disable --username admin
  npm run account -- enable --username admin
  npm run account -- password --username admin [--password-stdin]
  npm run account -- roles --username admin --role admin [--role service]
  npm run account -- update --username admin [--name N] [--email E]

  --username        1 to 100 letters a to z, digits and . _ @ + -, a letter or digit first
  --role            admin (queries and tracks), service (tracks) or super-admin (manages projects); repeat the option for
                    several. Default: admin
  --project         the project of the account's tokens, created if it does not exist. Default: default
  --name            the name of the person, up to 200 characters; update removes it with --name ''
  --email           the e-mail address of the person, which no other account has; update removes it with --email ''
  --password-stdin  reads the password from the standard input, without a prompt

A password has 12 to 200 characters. A disabled account gets no more tokens; its last one expires within 15 minutes.
Another password ends the sessions of the account. Other roles are in its next token, within 15 minutes.
`

type Options = ReturnType<typeof parsedOptions>['values']

/** The arguments are checked before a password is asked for and before PostgreSQL starts. */
const commands = {
  create: async options => {
    const account = {
      ...options,
      username: usernameIn(options),
      roles: checkedRoles(options.role ?? ['admin']),
    }
    checkProjectId(account.project)
    checkedPerson(account)
    const password = await givenPassword(options['password-stdin'], checkPassword)
    await report(pool => createAccount(pool, { ...account, password }), 'can log in now')
  },
  list: () => withPool(async pool => print(accountList(await listAccounts(pool)))),
  disable: options => report(pool => disableAccount(pool, usernameIn(options)), 'is disabled'),
  enable: options => report(pool => enableAccount(pool, usernameIn(options)), 'can log in again'),
  password: async options => {
    const username = usernameIn(options)
    const password = await givenPassword(options['password-stdin'], checkPassword)
    await report(pool => changePassword(pool, username, password), 'has another password')
  },
  roles: async options => {
    const username = usernameIn(options)
    if (options.role === undefined) throw new Error('--role is missing.')
    const roles = checkedRoles(options.role)
    await report(pool => changeRoles(pool, username, roles), `has the role ${roles.join(' and ')}`)
  },
  update: async options => {
    const username = usernameIn(options)
    if (options.name === undefined && options.email === undefined)
      throw new Error('--name or --email is missing.')
    checkedPerson(options)
    await report(pool => changePerson(pool, username, options), 'is updated')
  },
} satisfies Record<string, (options: Options) => Promise<void>>

run(help, async () => {
  const { command, options } = parsed()
  await commands[command](options)
})

function parsed() {
  const { positionals, values: options } = parsedOptions()
  const [command = '', ...more] = positionals
  if (more.length || !isCommand(command))
    throw new Error(`The command must be ${Object.keys(commands).join(', ')}; see --help.`)
  return { command, options }
}

function parsedOptions() {
  return parseArgs({
    allowPositionals: true,
    options: {
      username: { type: 'string' },
      role: { type: 'string', multiple: true },
      project: { type: 'string', default: defaultProject },
      name: { type: 'string' },
      email: { type: 'string' },
      'password-stdin': { type: 'boolean', default: false },
    },
  })
}

function isCommand(text: string): text is keyof typeof commands {
  return Object.hasOwn(commands, text)
}

function usernameIn({ username }: Options): string {
  if (username === undefined) throw new Error('--username is missing.')
  return checkedUsername(username)
}

/** Runs a change of an account, and prints its username with the outcome. */
function report(change: (pool: Pool) => Promise<string>, outcome: string): Promise<void> {
  return withPool(async pool => print(`${await change(pool)} ${outcome}.`))
}

function accountList(accounts: Account[]): string {
  if (accounts.length) return accounts.map(accountLine).join('\n')
  return 'There are no accounts. Create one: npm run account -- create --username admin'
}

function accountLine({ username, roles, project, name, email, disabledAt }: Account): string {
  const person = [name, email && `<${email}>`].filter(Boolean).join(' ')
  const state = disabledAt && `disabled ${disabledAt.toISOString()}`
  return [username, roles.join(' '), project, person, state].filter(Boolean).join('  ')
}

function print(lines: string): void {
  process.stdout.write(`${lines}\n`)
}
