// A user saw the service end when PostgreSQL killed a session in use: nothing listened for the session's error.

import { expect, test } from 'vitest'
import { openDatabase } from '../../src/postgres/database.ts'
import { cloneDatabase } from '../support/clone-database.ts'

test('a log session that is ended while in use fails its statement, and nothing else', async () => {
  const database = await openDatabase(await cloneDatabase())
  const held = await database.pool.connect()
  const { rows } = await held.query<{ pid: number }>('select pg_backend_pid() as pid')
  await held.query('begin')
  await database.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid])
  await expect(held.query('select 1')).rejects.toThrow()
  held.release(true)
  expect((await database.pool.query('select 1 as answer')).rows).toEqual([{ answer: 1 }])
  await database.close()
})
