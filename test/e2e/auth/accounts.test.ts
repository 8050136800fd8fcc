import { createHook } from 'node:async_hooks'
import { execFile } from 'node:child_process'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listAccounts } from '../../../src/auth/accounts/accounts.ts'
import {
  changePassword,
  changePerson,
  changeRoles,
  disableAccount,
  enableAccount,
} from '../../../src/auth/accounts/change-account.ts'
import { newRefreshToken } from '../../../src/auth/accounts/login-tokens.ts'
import { refreshToken } from '../../../src/auth/accounts/refresh-token.ts'
import { hashOf } from '../../../src/auth/api-keys/api-keys.ts'
import { type Answer, graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { makeAccount } from '../../support/make-account.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { ObtainTokenDocument, RefreshTokenDocument } from '../operations/operations.ts'

const password = 'correct horse battery'
let app: TestApp
let logged = ''

beforeAll(async () => {
  const lines = new Writable({
    write: (chunk, _, done) => {
      logged += chunk
      done()
    },
  })
  app = await startTestApp({}, pino({ level: 'debug' }, lines))
  await makeAccount(pool(), { username: 'Ann', password, project: 'hers', roles: ['admin'] })
})
afterAll(() => app.close())
beforeEach(() => pool().query('delete from login_attempts'))

const pool = () => app.services.database.pool
const login = (username: string, given: string) =>
  app.ask(ObtainTokenDocument, { username, password: given }, null)
const refresh = (token: string) => app.ask(RefreshTokenDocument, { token }, null)
const tokens = async () => (await login('ann', password)).data!.obtainToken
const shape = ({ status, errors }: Answer<unknown>) => [status, ...errors.map(error => error.extensions.code)]
const refused = [401, 'UNAUTHENTICATED']

async function questionWith(token: string) {
  return shape(await graphqlRequest({ url: app.url, token }, '{ summary { totalEvents } }'))
}

describe('a login', () => {
  test('returns a token of 15 minutes for the project and roles of the account', async () => {
    const given = await tokens()
    expect(given).toMatchObject({ expiresInSeconds: 900, tokenType: 'Bearer' })
    expect(await questionWith(given.accessToken)).toEqual([200])
    const claims = JSON.parse(Buffer.from(given.accessToken.split('.')[1]!, 'base64url').toString())
    expect(claims).toMatchObject({ sub: 'ann', project: 'hers', roles: ['admin'] })
    expect(claims.exp - claims.iat).toBe(900)
  })

  test('ignores the case of the name', async () => {
    expect(shape(await login(' ANN ', password))).toEqual([200])
  })

  test('gets the same answer after the same work for a wrong name and a wrong password', async () => {
    let hashes = 0
    const counting = createHook({
      init: (_, type) => {
        if (type === 'SCRYPTREQUEST') hashes += 1
      },
    })
    const refusal = async (username: string, given: string) => {
      hashes = 0
      const { headers: _, ...answer } = await login(username, given)
      return { answer, hashes }
    }
    await makeAccount(pool(), { username: 'gone', password, project: 'hers', roles: ['admin'] })
    await disableAccount(pool(), 'gone')
    counting.enable()
    try {
      const wrong = await refusal('ann', 'wrong')
      expect(shape({ ...wrong.answer } as Answer<unknown>)).toEqual(refused)
      expect(wrong.hashes).toBe(1)
      for (const [username, given] of [
        ['bob', 'wrong'],
        ['gone', password],
        ['', ''],
        ['a\0b', password],
        ["' or 1=1 --", password],
      ] as const)
        expect(await refusal(username, given)).toEqual(wrong)
    } finally {
      counting.disable()
    }
  })

  test('leaves the password in no table and in no log line', async () => {
    await login('ann', password)
    await login('ann', `${password} wrong`)
    for (const table of ['accounts', 'sessions', 'refresh_tokens', 'login_attempts']) {
      const { rows } = await pool().query(`select row_to_json(t)::text as row from ${table} t`)
      expect(rows.map(({ row }) => row).join()).not.toContain(password)
    }
    expect(logged).toContain('obtainToken')
    expect(logged).not.toContain('horse')
    const { rows } = await pool().query("select password_hash from accounts where username = 'ann'")
    expect(rows[0].password_hash).toMatch(/^scrypt\$10\$8\$1\$/)
  })
})

describe('attempts to log in', () => {
  const nextAllowed = async (username: string) => {
    const answer = await login(username, 'wrong')
    return [...shape(answer), Number(answer.headers.get('retry-after')) > 0]
  }
  /** Sets the counter as if this many attempts had been made. */
  const tried = (kind: string, times: number) =>
    pool().query('update login_attempts set attempts = $2 where key like $1', [`${kind}:%`, times])

  test('are limited to ten per account in five minutes, even for an unknown name, and then the right password waits too', async () => {
    for (const username of ['ann', 'nobody']) {
      await pool().query('delete from login_attempts')
      await login(username, 'wrong')
      await tried('account', 9)
      expect(await nextAllowed(username)).toEqual([...refused, false])
      expect(await nextAllowed(username)).toEqual([429, 'RATE_LIMITED', true])
    }
    await login('ann', 'wrong')
    await tried('account', 10)
    expect(shape(await login('ann', password))).toEqual([429, 'RATE_LIMITED'])
    await pool().query("update login_attempts set resets_at = now() - interval '1 second'")
    expect(shape(await login('ann', password))).toEqual([200])
  })

  test('are limited to thirty per address, for any names', async () => {
    await login('first', 'wrong')
    await tried('address', 29)
    expect(await nextAllowed('second')).toEqual([...refused, false])
    expect(await nextAllowed('third')).toEqual([429, 'RATE_LIMITED', true])
  })

  test('do not count if they succeed', async () => {
    await login('ann', 'wrong')
    await login('ann', password)
    const { rows } = await pool().query('select attempts from login_attempts')
    expect(rows).toEqual([{ attempts: 1 }])
  })

  test('are counted exactly if they arrive at once', async () => {
    await login('ann', 'wrong')
    await tried('account', 8)
    const answers = await Promise.all(Array.from({ length: 50 }, () => login('ann', 'wrong')))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(2)
  })
})

/** A session of the account without the work of a login: a used refresh token, and its successor. */
async function session(username: string): Promise<[used: string, next: string]> {
  const [used, next] = [newRefreshToken(), newRefreshToken()]
  await pool().query(
    `with session as (
       insert into sessions (account_id) select id from accounts where username = $1 returning id
     )
     insert into refresh_tokens (hash, session_id, expires_at, used_at)
     select hash, id, now() + interval '1 day', used_at
     from session, (values ($2::bytea, now()), ($3, null)) token (hash, used_at)`,
    [username, hashOf(used), hashOf(next)],
  )
  return [used, next]
}

describe('a refresh token', () => {
  test('gives new tokens once, and so does its successor', async () => {
    const first = await tokens()
    const { data } = await refresh(first.refreshToken)
    const second = data!.refreshToken
    expect(second.refreshToken).not.toBe(first.refreshToken)
    expect(await questionWith(second.accessToken)).toEqual([200])
    expect(shape(await refresh(second.refreshToken))).toEqual([200])
  })

  test('ends its session, and no other, if it is used twice', async () => {
    const stolen = await tokens()
    const other = await tokens()
    const { data } = await refresh(stolen.refreshToken)
    expect(shape(await refresh(stolen.refreshToken))).toEqual(refused)
    expect(shape(await refresh(data!.refreshToken.refreshToken))).toEqual(refused)
    expect(shape(await refresh(other.refreshToken))).toEqual([200])
  })

  test('that arrives ten times at once succeeds at most once, and never again', async () => {
    const { refreshToken } = await tokens()
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(refreshToken)))
    const good = answers.flatMap(({ data }) => data?.refreshToken ?? [])
    expect(good).toHaveLength(1)
    expect(shape(await refresh(good[0]!.refreshToken))).toEqual(refused)
  })

  test('that is repeated while its successor is in use still ends the session', async () => {
    const [used, next] = await session('ann')
    const between = await app.services.database.connect()
    const waiting = async () => {
      const { rows } = await pool().query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return rows.length
    }
    // Both requests have reached the token that both need: the one that is refreshed first.
    await between.query('begin')
    await between.query('select from refresh_tokens where hash = $1 for update', [hashOf(next)])
    const refreshing = refresh(next)
    await expect.poll(waiting, { interval: 10 }).toBe(1)
    const again = refresh(used)
    await expect.poll(waiting, { interval: 10 }).toBe(2)
    await between.query('commit')
    await between.end()

    expect(shape(await again)).toEqual(refused)
    const { data } = await refreshing
    expect(shape(await refresh(data!.refreshToken.refreshToken))).toEqual(refused)
  })

  test('that arrives a hundred times at once, at two processes, leaves one chain of tokens or none', async () => {
    const pools = [1, 2].map(() => new pg.Pool({ connectionString: app.env.databaseUrl, max: 8 }))
    for (let round = 0; round < 10; round++) {
      const [, token] = await session('ann')
      const answers = await Promise.allSettled(
        Array.from({ length: 100 }, (_, i) =>
          refreshToken({ pool: pools[i % 2]!, logins: [] }, app.services.signAccessToken, token),
        ),
      )
      const given = answers.flatMap(answer => (answer.status === 'fulfilled' ? [answer.value] : []))
      expect(given).toHaveLength(1)
      expect(shape(await refresh(given[0]!.refreshToken))).toEqual(refused)
    }
    const { rows } = await pool().query(
      `select from refresh_tokens r where not exists (select from sessions where id = r.session_id)`,
    )
    expect(rows).toEqual([])
    for (const pool of pools) await pool.end()
  })

  test('ends after thirty days, and when its account is disabled', async () => {
    const late = await tokens()
    await pool().query("update refresh_tokens set expires_at = now() - interval '1 second'")
    expect(shape(await refresh(late.refreshToken))).toEqual(refused)

    await makeAccount(pool(), { username: 'leaver', password, project: 'hers', roles: ['admin'] })
    const { refreshToken } = (await login('leaver', password)).data!.obtainToken
    await disableAccount(pool(), 'Leaver')
    expect(shape(await refresh(refreshToken))).toEqual(refused)
    expect(shape(await login('leaver', password))).toEqual(refused)
  })

  test('is not an access token, and an access token is not a refresh token', async () => {
    const { accessToken, refreshToken } = await tokens()
    expect(await questionWith(refreshToken)).toEqual(refused)
    for (const wrong of [accessToken, '', 'cgr_', `cgr_${'A'.repeat(43)}`, `${refreshToken}\0`])
      expect(shape(await refresh(wrong))).toEqual(refused)
  })
})

test.each([
  ['a name that is taken', { username: 'ANN' }, 'The account ann already exists.'],
  ['no name', { username: ' ' }, 'A username must have'],
  ['a name with blanks', { username: 'ann lee' }, 'A username must have'],
  ['a short password', { password: 'short' }, 'A password must have 12 to 200 characters.'],
  ['a project that cannot be', { project: '' }, 'A project must have'],
])('an account with %s is not created', async (_, wrong, message) => {
  const account = { username: 'new', password, project: 'hers', roles: ['admin' as const], ...wrong }
  await expect(makeAccount(pool(), account)).rejects.toThrow(message)
})

test('the command creates, lists and disables accounts, and prints no password', async () => {
  const command = (args: string[], stdin = '') =>
    new Promise<string>(resolve => {
      const program = fileURLToPath(new URL('../../../dist/src/cli/account.js', import.meta.url))
      const env = { PATH: process.env.PATH, DATABASE_URL: app.env.databaseUrl, DATA_DIR: app.env.dataDir }
      const child = execFile(process.execPath, [program, ...args], { env }, (error, stdout, stderr) =>
        resolve(`${error?.code ?? 0} ${stdout}${stderr}`),
      )
      child.stdin!.end(stdin)
    })
  const create = ['create', '--username', 'Operator', '--password-stdin']
  expect(await command(create, `${password}\n`)).toMatch(/^0 .*operator can log in now/s)
  expect(shape(await login('operator', password))).toEqual([200])
  expect(await command(create, `${password}\n`)).toMatch(/^1 .*The account operator already exists/s)
  expect(await command(create, 'short')).toMatch(/^1 .*12 to 200 characters/s)
  expect(await command(['create', '--username', 'x'])).toContain('use --password-stdin')
  expect(await command(['list'])).toContain('operator  admin  default')
  expect(await command(['disable', '--username', 'operator'])).toContain('operator is disabled')
  expect(await command(['list'])).toMatch(/operator {2}admin {2}default {2}disabled 20/)
  expect(await command(['disable', '--username', 'nobody'])).toMatch(/^1 /)
})

describe('an account that an operator changes', () => {
  const made = (username: string, more: object = {}) =>
    makeAccount(pool(), { username, password, project: 'hers', roles: ['admin'], ...more })
  const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())
  const personOf = async (username: string) => {
    const account = (await listAccounts(pool())).find(account => account.username === username)!
    return [account.name, account.email]
  }

  test('logs in again once it is enabled, with a new session', async () => {
    await made('paused')
    const before = (await login('paused', password)).data!.obtainToken
    await disableAccount(pool(), 'paused')
    expect(await enableAccount(pool(), ' Paused ')).toBe('paused')
    expect(shape(await login('paused', password))).toEqual([200])
    expect(shape(await refresh(before.refreshToken))).toEqual(refused)
  })

  test('with another password logs in with that one only, and its sessions are over', async () => {
    await made('careful')
    const before = (await login('careful', password)).data!.obtainToken
    await changePassword(pool(), 'careful', `${password} two`, 10)
    expect(shape(await login('careful', password))).toEqual(refused)
    expect(shape(await login('careful', `${password} two`))).toEqual([200])
    expect(shape(await refresh(before.refreshToken))).toEqual(refused)
    await expect(changePassword(pool(), 'careful', 'short')).rejects.toThrow('must have 12 to 200 characters')
  })

  test('has its other roles in the next token of its session', async () => {
    await made('promoted')
    const { accessToken, refreshToken: next } = (await login('promoted', password)).data!.obtainToken
    expect(claimsOf(accessToken).roles).toEqual(['admin'])
    await changeRoles(pool(), 'promoted', ['admin', 'service'])
    const { data } = await refresh(next)
    expect(claimsOf(data!.refreshToken.accessToken).roles).toEqual(['admin', 'service'])
  })

  test('may have a name and an e-mail address, which is in lower case and of one account only', async () => {
    await made('dora', { name: ' Dora Example ', email: 'Dora@Example.com' })
    expect(await personOf('dora')).toEqual(['Dora Example', 'dora@example.com'])
    await made('emil')
    expect(await personOf('emil')).toEqual([null, null])
    const taken = 'Another account has this e-mail address.'
    await expect(made('fritz', { email: 'DORA@example.com' })).rejects.toThrow(taken)
    await expect(changePerson(pool(), 'emil', { email: 'dora@example.com' })).rejects.toThrow(taken)

    await changePerson(pool(), 'dora', { email: '' })
    expect(await personOf('dora')).toEqual(['Dora Example', null])
    await changePerson(pool(), 'emil', { name: 'Emil', email: 'dora@example.com' })
    expect(await personOf('emil')).toEqual(['Emil', 'dora@example.com'])
  })

  test.each([
    [{ email: 'dora' }, 'An e-mail address must be such as ann@example.com.'],
    [{ email: 'do ra@example.com' }, 'An e-mail address must be'],
    [{ email: `${'a'.repeat(250)}@example.com` }, 'An e-mail address must be'],
    [{ name: 'a\0b' }, 'A name must have at most 200 printable characters.'],
    [{ name: 'a'.repeat(201) }, 'A name must have'],
  ])('is refused with %j', async (person, reason) => {
    await expect(made('wrong', person)).rejects.toThrow(reason)
    await expect(changePerson(pool(), 'ann', person)).rejects.toThrow(reason)
  })

  test('has to exist', async () => {
    const missing = 'The account nobody does not exist.'
    await expect(enableAccount(pool(), 'nobody')).rejects.toThrow(missing)
    await expect(changeRoles(pool(), 'nobody', ['admin'])).rejects.toThrow(missing)
    await expect(changePassword(pool(), 'nobody', password, 10)).rejects.toThrow(missing)
    await expect(changePerson(pool(), 'nobody', { name: 'No Body' })).rejects.toThrow(missing)
  })
})
