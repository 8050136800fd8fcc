import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jwt from 'jsonwebtoken'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloneDatabase } from '../../support/clone-database.ts'
import { programs, root, runCommand } from '../../support/processes/commands.ts'
import { freePort, startMain } from '../../support/processes/main-process.ts'
import { rounds } from '../../support/rounds.ts'

/** One PostgreSQL database and one folder for all commands, which run one after another. */
let settings: Record<string, string>
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-commands-'))
  settings = {
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: await cloneDatabase(),
    PORT: String(await freePort()),
    AUTH_SECRET_KEY: 'a secret of at least thirty-two bytes',
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const names = Object.keys(programs)
const run = (name: string, args: string[] = [], input?: string) =>
  runCommand(name, args, folder, settings, input)

async function changeLog(statement: string): Promise<void> {
  const client = new pg.Client(settings.DATABASE_URL)
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** What the audit log of the default project has of a caller, in the order of time. */
async function recorded(subject: string): Promise<unknown[]> {
  const client = new pg.Client(settings.DATABASE_URL)
  await client.connect()
  const { rows } = await client.query(
    `select changes from audit_log where project = 'default' and kind = 'COMMAND' and subject = $1 order by id`,
    [subject],
  )
  await client.end()
  return rows.map(({ changes }) => changes)
}

test('the README has a row for every command, and no other', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const [, table] = /^## Commands$(.*?)^## /ms.exec(readme)!
  const rows = [...table!.matchAll(/^\| `npm (?:run )?([\w:]+)/gm)].map(([, name]) => name)
  expect(rows).toEqual(expect.arrayContaining(names))
  expect(new Set(rows).size).toBe(names.length)
})

/** These exit with 1 if the service broke a promise. */
const wrongUsage = (name: string) => (['fault', 'test:image'].includes(name) ? 2 : 1)

test.concurrent.each(names)('%s --help prints its usage, and does nothing', async name => {
  const { code, out, error } = await runCommand(name, ['--help'], folder)
  expect({ code, error }).toEqual({ code: 0, error: '' })
  expect(out).not.toMatch(/eyJ/) // how a token begins
  expect(out).toMatch(new RegExp(`npm (run )?${name}`))
})

test.concurrent.each(names)('%s refuses an unknown option in one line', async name => {
  const { code, out, error } = await runCommand(name, ['--nonsense'], folder)
  expect({ code, out }).toEqual({ code: wrongUsage(name), out: '' })
  expect(error).toMatch(/^[^\n]*Unknown option '--nonsense'[^\n]*\n$/)
})

/** Runs each command in this order: later commands see the results of earlier ones. */
const stories: Record<string, () => Promise<void>> = {
  token: async () => {
    const { code, out } = await run('token', ['--role', 'service', '--expires-in', '30m'])
    expect(code).toBe(0)
    const { iat, exp, ...claims } = jwt.verify(out.trim(), settings.AUTH_SECRET_KEY!) as jwt.JwtPayload
    expect(claims).toEqual({ roles: ['service'], project: 'default', sub: 'cli' })
    expect(exp! - iat!).toBe(1_800)
    expect(await run('token', ['--role', 'owner'])).toMatchObject({
      code: 1,
      error: '--role must be admin, service or super-admin.\n',
    })
    await refuses('token', ['--project', ''], 'A project must have 1 to 100 printable characters.')
  },

  account: async () => {
    const said = async (args: string[], input?: string) => {
      const { code, out } = await run('account', args, input)
      expect(code).toBe(0)
      return out
    }
    const ann = ['--username', 'ann']
    const create = ['create', ...ann, '--password-stdin']
    expect(await said(['list'])).toBe(
      'There are no accounts. Create one: npm run account -- create --username admin\n',
    )
    await refuses(
      'account',
      [...create, '--project', ''],
      'A project must have 1 to 100 printable characters.',
    )
    await refuses('account', create, 'A password must have 12 to 200 characters.')
    expect(await said(create, 'correct horse battery\n')).toBe('ann can log in now.\n')
    expect(await said(['disable', ...ann])).toBe('ann is disabled.\n')
    expect(await said(['list'])).toMatch(/^ann {2}admin {2}default {2}disabled \d{4}-\S+Z\n$/)
    expect(await said(['enable', ...ann])).toBe('ann can log in again.\n')
    expect(await said(['password', ...ann, '--password-stdin'], 'another battery\n')).toBe(
      'ann has another password.\n',
    )
    expect(
      await said(['roles', ...ann, ...['admin', 'service', 'admin'].flatMap(role => ['--role', role])]),
    ).toBe('ann has the role admin and service.\n')
    expect(await said(['update', ...ann, '--name', 'Ann Example', '--email', 'Ann@Example.com'])).toBe(
      'ann is updated.\n',
    )
    expect(await said(['list'])).toBe('ann  admin service  default  Ann Example <ann@example.com>\n')
    await refuses('account', ['enable'], '--username is missing.')
    await refuses('account', ['roles', ...ann], '--role is missing.')
    await refuses(
      'account',
      ['roles', ...ann, '--role', 'owner'],
      '--role must be admin, service or super-admin.',
    )
    await refuses('account', ['update', ...ann], '--name or --email is missing.')
    await refuses(
      'account',
      ['rename'],
      'The command must be create, list, disable, enable, password, roles, update; see --help.',
    )
  },

  project: async () => {
    expect(await run('project', ['create', 'acme', '--time-zone', 'Europe/Berlin'])).toMatchObject({
      code: 0,
      out: 'acme accepts requests now.\n',
    })
    const { code, out } = await run('project', ['list'])
    expect(code).toBe(0)
    expect(out).toMatch(/^acme {2}Europe\/Berlin {2}\d{4}-\S+Z$/m)
    expect(await run('project', ['create', 'acme'])).toMatchObject({
      code: 1,
      error: 'The project acme already exists.\n',
    })
    expect(await run('project', ['update', 'acme', '--retain', 'messages=90'])).toMatchObject({ code: 0 })
    expect(await run('project', ['delete', 'acme', '--confirm', 'acm'])).toMatchObject({ code: 1 })
    expect(await run('project', ['delete', 'acme', '--confirm', 'acme'])).toMatchObject({ code: 0 })
    const change = (action: string) => [{ action, kind: 'PROJECT', id: 'acme', name: 'acme' }]
    expect(await recorded('npm run project')).toEqual(['CREATED', 'UPDATED', 'DELETED'].map(change))
  },

  health: async () => {
    const nobody = `No service answers at http://127.0.0.1:${settings.PORT}/health/ready: connect ECONNREFUSED`
    const { code, error } = await run('health')
    expect({ code, error }).toEqual({ code: 1, error: expect.stringContaining(nobody) })
  },

  start: async () => {
    const main = startMain(settings)
    await main.printed('Stop with Ctrl-C.')
    expect(await run('health')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\{"status":"healthy",.*\}\n$/),
    })
    expect(await main.end('SIGTERM')).toBe(0)
  },

  import: async () => {
    const file = join(folder, 'events.ndjson')
    const events = ['2026-11-01', '2026-11-01', '2026-11-02'].map((day, i) => ({
      eventId: `e-${i}`,
      name: 'signup',
      userId: `user-${i % 2}`,
      timestamp: `${day}T09:00:00Z`,
    }))
    await writeFile(file, events.map(event => `${JSON.stringify(event)}\n`).join(''))
    const main = startMain(settings)
    await main.printed('Stop with Ctrl-C.')
    const { code, out } = await run('import', [file])
    expect(code).toBe(0)
    expect(out).toMatch(/^3 accepted, 0 duplicates, 0 rejected in /)
    await writeFile(file, '{"event":"signup","properties":{"time":1602611311}}\n')
    const untimed = await run('import', [file, '--map', 'name=event'])
    expect(untimed).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^0 accepted, .* REQUIRED timestamp/s),
    })
    expect(await main.end('SIGTERM')).toBe(0)
  },

  'projection:verify': async () => {
    expect(await run('projection:verify')).toMatchObject({
      code: 0,
      out: 'Both engines hold the same 3 events on 2 days, and 2 users.\n',
    })
    await changeLog(`update events set name = 'renamed' where event_id = 'e-2'`)
    const differing = await run('projection:verify')
    expect(differing).toMatchObject({
      code: 1,
      out: '2026-11-02: name\n',
    })
    expect(differing.error).toContain(
      'ClickHouse differs from PostgreSQL on 1 of 2 days; npm run projection:rebuild repairs them.\n',
    )
  },

  'projection:rebuild': async () => {
    expect(await run('projection:rebuild')).toMatchObject({
      code: 0,
      out: 'ClickHouse holds 3 of 3 events.\n',
    })
    expect(await run('projection:verify')).toMatchObject({ code: 0 })
  },

  schema: async () => {
    expect(await run('schema')).toEqual({ code: 0, out: '', error: '' })
    expect(await readFile(join(folder, 'schema.graphql'), 'utf8')).toBe(
      await readFile(join(root, 'schema.graphql'), 'utf8'),
    )
  },

  demo: async () => {
    await refuses('demo', ['--days', '91'], '--days must be a whole number from 1 to 90')
    // The tests of the sample look at all of its days; here it only has to arrive.
    const { code, out } = await run('demo', ['--exit', '--days', String(rounds(90, 7))])
    expect(code).toBe(0)
    expect(out).toMatch(/[\d,]{6,} events are new, 0 were stored before/)
    expect(out.match(/ms over HTTP/g)).toHaveLength(3)
  },

  bench: async () => {
    const { code, out } = await run('bench', ['--size', '1000', '--only', 'memory'])
    expect(code).toBe(0)
    expect(out).toContain('| (f) resident memory of its PostgreSQL')
    expect(await run('bench', ['--only', 'nothing'])).toMatchObject({ code: 1 })
  },

  fault: () =>
    refuses(
      'fault',
      ['--scenario', 'flood'],
      '--scenario is one of: kill9, sigterm, pg, disk, jobs, live, forward, shard, removals, overload',
    ),
  attack: () => refuses('attack', ['--server', 'here'], '--server is a URL'),
  'audit:http': () => refuses('audit:http', ['--server', 'here'], '--server is a URL'),
  'test:image': () =>
    refuses(
      'test:image',
      ['now'],
      "Unexpected argument 'now'. This command does not take positional arguments",
    ),
  'test:browser': async () => {
    await refuses('test:browser', ['--seed', 'any'], '--seed is a whole number')
    await refuses('test:browser', ['--browser', 'nowhere'], '--browser is the path of a program')
  },
  'test:office': () =>
    refuses(
      'test:office',
      ['now'],
      "Unexpected argument 'now'. This command does not take positional arguments",
    ),
  'test:page': async () => {
    await refuses('test:page', ['--days', '91'], '--days is a whole number from 1 to 90')
    await refuses('test:page', ['--browser', 'nowhere'], '--browser is the path of a program')
    await refuses('test:page', ['--token', 'any'], '--server and --token need each other')
  },
  'test:real': async () => {
    await refuses('test:real', [], 'Say which folder holds the files: npm run test:real -- FOLDER')
    const files = 'contributions.ndjson.gz, azure-llm-conv-2023.csv, azure-llm-code-2023.csv'
    await refuses('test:real', ['nowhere'], `nowhere lacks ${files}`)
  },
}

/** The gate runs these commands; here they only get an impossible task. */
async function refuses(name: string, args: string[], message: string): Promise<void> {
  expect(await run(name, args)).toEqual({ code: wrongUsage(name), out: '', error: `${message}\n` })
}

describe('a run of', () => {
  test('every command has its story', () => {
    expect(Object.keys(stories).sort()).toEqual([...names].sort())
  })

  test.each(Object.entries(stories))('%s', async (_, story) => story(), 240_000)
})
