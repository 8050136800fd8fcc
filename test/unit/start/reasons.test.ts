import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { unusableFolder } from '../../../src/env/unusable-folder.ts'
import { type Readiness } from '../../../src/health/readiness.ts'
import { reasonNotReady } from '../../../src/health/reason-not-ready.ts'
import { cannotListen, checkAddress } from '../../../src/http/listening.ts'

const servers = {
  databaseUrl: 'postgres://me:hunter2@db.example.com:5432/convograph',
  clickhouseUrl: 'https://me:hunter2@columns.example.com:8443/convograph',
}
const ready: Readiness = {
  engines: { postgresql: true, clickhouse: true },
  migrations: 'current',
  projection: 'current',
}

test.each<[Partial<Readiness>, Error | undefined, string | undefined]>([
  [{}, undefined, undefined],
  [
    { engines: { postgresql: false, clickhouse: false } },
    undefined,
    'PostgreSQL at DATABASE_URL (db.example.com:5432) does not answer',
  ],
  [
    { engines: { postgresql: true, clickhouse: false } },
    undefined,
    'ClickHouse at CLICKHOUSE_URL (columns.example.com:8443) does not answer',
  ],
  [
    { projection: 'rebuilding' },
    undefined,
    'ClickHouse at CLICKHOUSE_URL (columns.example.com:8443) is being filled from the log',
  ],
  [
    { projection: 'unknown' },
    new Error('Authentication failed: password is incorrect.\nIf you …'),
    'ClickHouse at CLICKHOUSE_URL (columns.example.com:8443) cannot be used: Authentication failed: password is incorrect.',
  ],
])('a service with %j is not ready for a reason that names the setting', (state, failure, reason) => {
  expect(reasonNotReady({ ...ready, ...state }, failure, servers)).toBe(reason)
})

test('an embedded engine has no setting to name', () => {
  const none = { databaseUrl: undefined, clickhouseUrl: undefined }
  expect(reasonNotReady({ ...ready, projection: 'damaged' }, undefined, none)).toBe(
    'ClickHouse is being checked',
  )
})

test('a port or a host where nobody may listen is named by its setting', async () => {
  const at = { host: '127.0.0.1', port: 80 }
  const withCode = (code: string) => cannotListen(at, Object.assign(new Error(code), { code })).message
  expect(withCode('EACCES')).toBe('PORT 80 is not open to this account. Set PORT to one from 1024')
  expect(withCode('EADDRINUSE')).toMatch(/^PORT 80 is in use by another program/)
  await expect(checkAddress({ host: '192.0.2.1', port: 0 })).rejects.toThrow(
    /^HOST 192\.0\.2\.1 is not an address of this machine/,
  )
  await checkAddress({ host: '127.0.0.1', port: 0 })
})

test('an error of a file in the data folder names the setting and the file; another error stays as it is', () => {
  const denied = Object.assign(new Error(), { code: 'EACCES', path: '/data/holder.json' })
  expect(String(unusableFolder('/data', denied))).toBe(
    'Error: The folder /data cannot be used (EACCES at /data/holder.json): DATA_DIR must be a folder that this account may read and write, with everything in it',
  )
  const locked = thrownBy(() => new DatabaseSync('/nowhere/lock'))
  expect(String(unusableFolder('/nowhere', locked))).toMatch(/^Error: The folder \/nowhere cannot be used/)
  const other = new Error('another')
  expect(unusableFolder('/data', other)).toBe(other)
})

function thrownBy(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}
