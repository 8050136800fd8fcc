import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Projects } from '../../../src/auth/projects/known-projects.ts'
import { createProject, listProjects } from '../../../src/auth/projects/projects.ts'
import { readEnv } from '../../../src/env.ts'
import { openDatabase } from '../../../src/postgres/database.ts'
import { cloneDatabase } from '../../support/clone-database.ts'
import { makeAccount } from '../../support/make-account.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { ObtainTokenDocument } from '../operations/operations.ts'

let app: TestApp
const pool = () => app.services.database.pool

const event = { query: 'mutation { trackEvent(input: { name: "seen", userId: "ann" }) { status } }' }
const question = { query: '{ summary { totalEvents } }' }

/** The answer to a token of the project, over HTTP. */
async function answered(project: string, body: object = event) {
  const response = await fetch(app.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${app.token(['service', 'admin'], project)}`,
    },
    body: JSON.stringify(body),
  })
  const { errors, data } = (await response.json()) as { errors?: { extensions: object }[]; data?: object }
  return { status: response.status, retryAfter: response.headers.get('retry-after'), errors, data }
}

const tracked = {
  status: 200,
  retryAfter: null,
  errors: undefined,
  data: { trackEvent: { status: 'ACCEPTED' } },
}
const tooMany = { status: 429, errors: [{ extensions: { code: 'TOO_MANY_PROJECTS', limit: 2 } }] }
const unknown = { status: 403, errors: [{ extensions: { code: 'UNKNOWN_PROJECT' } }] }

/** The number of rows that mention the project, in every table. */
async function rowsOf(project: string): Promise<Record<string, number>> {
  const { rows: tables } = await pool().query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'project'`,
  )
  const found: Record<string, number> = {}
  for (const { name } of tables) {
    const { rowCount } = await pool().query(`select from ${name} where project = $1`, [project])
    if (rowCount) found[name] = rowCount
  }
  return found
}

describe('projects created by tokens', () => {
  beforeAll(async () => {
    app = await startTestApp({ MAX_NEW_PROJECTS: '2' })
  })
  afterAll(() => app.close())

  test('are limited per day; further ones wait, and existing projects keep working', async () => {
    expect(await answered('first')).toEqual(tracked)
    expect(await answered('second', question)).toMatchObject({ status: 200 })
    const third = await answered('third')
    expect(third).toMatchObject(tooMany)
    const { retryAfterMs } = third.errors![0]!.extensions as { retryAfterMs: number }
    // An operator may create the project within the same day.
    expect(retryAfterMs).toBe(3_600_000)
    expect(third.retryAfter).toBe('3600')
    expect(await answered('third', question)).toMatchObject(tooMany)
    expect(await rowsOf('third')).toEqual({})

    for (const project of ['first', 'second', 'default']) expect(await answered(project)).toEqual(tracked)
  })

  test('do not keep an operator from creating others, nor accounts from opening their own', async () => {
    await createProject(pool(), 'third', 'Europe/Berlin')
    expect(await answered('third')).toEqual(tracked)
    await makeAccount(pool(), {
      username: 'bob',
      password: 'correct horse battery',
      project: 'his',
      roles: ['admin'],
    })
    expect(await answered('his')).toEqual(tracked)
    expect(await listProjects(pool())).toMatchObject([
      { id: 'default', timeZone: 'UTC', isFromToken: false },
      { id: 'first', timeZone: 'UTC', isFromToken: true },
      { id: 'his', timeZone: 'UTC', isFromToken: false },
      { id: 'second', timeZone: 'UTC', isFromToken: true },
      { id: 'third', timeZone: 'Europe/Berlin', isFromToken: false },
    ])
  })

  test('get new room when those of the day before are a day old', async () => {
    const { projects } = app.services
    const another = new Projects(pool(), app.env.projects)
    await pool().query(`update projects set created_at = now() - interval '1 day' where id = 'first'`)
    await another.admit('fourth')
    await expect(another.admit('fifth')).rejects.toMatchObject({ extensions: { code: 'TOO_MANY_PROJECTS' } })
    // This process knows a project that another process created, though there is no room for new ones.
    await projects.admit('fourth')
  })

  test('are counted together across processes', async () => {
    await pool().query('delete from projects where from_token')
    const processes = [1, 2, 3].map(() => new Projects(pool(), app.env.projects))
    const admitted = await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) => processes[i % 3]!.admit(`crowd ${i % 10}`)),
    )
    const { rows } = await pool().query<{ id: string }>('select id from projects where from_token')
    expect(rows).toHaveLength(2)
    const made = new Set(rows.map(({ id }) => id))
    expect(admitted.map(({ status }) => status)).toEqual(
      admitted.map((_, i) => (made.has(`crowd ${i % 10}`) ? 'fulfilled' : 'rejected')),
    )
  })

  test('are unlimited with a limit of 0', async () => {
    const unlimited = new Projects(pool(), { areOpen: true, mostNew: 0 })
    for (const project of ['u1', 'u2', 'u3']) await unlimited.admit(project)
    const { rows } = await pool().query(`select from projects where id like 'u_'`)
    expect(rows).toHaveLength(3)
  })

  test('can be created later if PostgreSQL is away', async () => {
    const away = new pg.Pool({ connectionString: 'postgres://127.0.0.1:1/nothing' })
    await expect(new Projects(away, app.env.projects).admit('x')).rejects.toMatchObject({
      extensions: { code: 'DB_UNAVAILABLE', http: { status: 503 } },
    })
    await away.end()
  })
})

describe('with known projects only,', () => {
  beforeAll(async () => {
    app = await startTestApp({ PROJECTS: 'known' })
  })
  afterAll(() => app.close())

  test('a token of another project leaves nothing behind', async () => {
    expect(await answered('stray')).toMatchObject(unknown)
    expect(await answered('stray', question)).toMatchObject(unknown)
    expect(await answered('stray', { query: '{ __typename }' })).toMatchObject(unknown)
    expect(await rowsOf('stray')).toEqual({})
    const counted = await pool().query(`select from rate_counts where key like '%stray%'`)
    expect(counted.rows).toEqual([])
    expect((await listProjects(pool())).map(({ id }) => id)).toEqual(['default'])
    expect(await answered('default')).toEqual(tracked)
  })

  test('a project that an operator creates is known with the next request', async () => {
    expect(await answered('acme')).toMatchObject(unknown)
    await createProject(pool(), 'acme', 'UTC')
    expect(await answered('acme')).toEqual(tracked)
  })

  test("an account opens its project, and the project's API keys work too", async () => {
    const password = 'correct horse battery'
    await makeAccount(pool(), { username: 'cleo', password, project: 'hers', roles: ['admin'] })
    const { data } = await app.ask(ObtainTokenDocument, { username: 'cleo', password }, null)
    const { data: made } = await app.ask<{ createApiKey: { key: string } }>(
      'mutation { createApiKey(input: { name: "a", scopes: [TRACK] }) { key } }',
      {},
      data!.obtainToken.accessToken,
    )
    expect((await app.ask(event.query, {}, made!.createApiKey.key)).data).toEqual(tracked.data)
  })

  test('refusals are in the metrics', async () => {
    const metrics = await (await fetch(new URL('/metrics', app.url))).text()
    expect(metrics).toMatch(/convograph_requests_total\{operation="refused",status="403"\} [1-9]/)
    expect(metrics).toMatch(/convograph_errors_total\{code="UNKNOWN_PROJECT"\} [1-9]/)
  })

  test('the command creates and lists projects beside the running service', async () => {
    expect(await command('create', 'shop', '--time-zone', 'Asia/Tokyo')).toMatch(
      /^0 .*shop accepts requests now/s,
    )
    expect(await answered('shop')).toEqual(tracked)
    expect(await command('list')).toMatch(/shop {2}Asia\/Tokyo {2}20/)
    expect(await command('create', 'shop')).toMatch(/^1 .*The project shop already exists/s)
    expect(await command('create', 'x', '--time-zone', 'Nowhere/Land')).toMatch(
      /^1 .*A time zone must be a name of/s,
    )
    expect(await command('create', '')).toMatch(/^1 .*1 to 100 printable characters/s)
    expect(await command('create')).toMatch(/^1 .*name of the project is missing/s)
    expect(await command('drop', 'shop')).toMatch(
      /^1 .*The command must be create NAME, update NAME, delete NAME or list/s,
    )
  })
})

/** The exit code and all output. */
function command(...args: string[]): Promise<string> {
  const program = fileURLToPath(new URL('../../../dist/src/cli/project.js', import.meta.url))
  const { databaseUrl, dataDir } = app.env
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, DATA_DIR: dataDir }
  return new Promise(resolve => {
    const child = execFile(process.execPath, [program, ...args], { env }, (_, stdout, stderr) =>
      resolve(`${child.exitCode} ${stdout}${stderr}`),
    )
  })
}

test('projects that were used before projects had rows are known', async () => {
  const database = await openDatabase(await cloneDatabase())
  try {
    await database.orm.migrator.down({ to: '20261127010000_rate_counts' })
    const event = (project: string, id: number) =>
      database.pool.query(
        `insert into events (project, event_id, kind, name, occurred_at) values ($1, $2, 'EVENT', 'seen', now())`,
        [project, String(id)],
      )
    for (const [i, project] of ['b', 'a', 'b', 'ä', 'default'].entries()) await event(project, i)
    await database.pool.query(`insert into users (project, external_id) values ('c', 'ann'), ('a', 'ann')`)
    await database.pool.query(
      `insert into accounts (username, project, roles, password_hash) values ('u', 'd', '{admin}', '')`,
    )
    await database.migrate()
    const projects = await listProjects(database.pool)
    expect(projects.map(({ id, isFromToken }) => [id, isFromToken])).toEqual(
      ['a', 'b', 'c', 'd', 'default', 'ä'].map(id => [id, false]),
    )
  } finally {
    await database.close()
  }
})

test.each([
  ['PROJECTS', 'closed'],
  ['MAX_NEW_PROJECTS', '-1'],
  ['MAX_NEW_PROJECTS', '1000001'],
])('%s may not be %j', (setting, value) => {
  expect(() => readEnv({ [setting]: value })).toThrow(setting)
})
