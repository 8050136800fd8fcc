// A user saw lists hang after some outages: each session that ended within a transaction kept its connection in the pool.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, isOutage, openDatabase } from '../../src/postgres/database.ts'
import { cloneDatabase } from '../support/clone-database.ts'

let database: Database

beforeAll(async () => {
  database = await openDatabase(await cloneDatabase())
})
// Waits for every session that was opened.
afterAll(() => database.close())

const outage = (error: unknown) => (isOutage(error) ? 'an outage' : String(error))

test('sessions that end within a transaction cost no connection: lists are answered after any number of them', async () => {
  const { orm, pool } = database
  for (let times = 0; times < 10; times++) {
    const cutOff = orm.em.fork().transactional(async em => {
      const [{ pid }] = await em.execute<[{ pid: number }]>('select pg_backend_pid() as pid')
      await pool.query('select pg_terminate_backend($1)', [pid])
      await em.execute('select 1')
    })
    expect(await cutOff.catch(outage)).toBe('an outage')
  }
  expect(await orm.em.fork().execute('select 1 as one')).toEqual([{ one: 1 }])
})

test('a session of a read-only server is not used again: writes work once the server accepts them', async () => {
  const { orm, pool } = database
  const admin = await database.connect()
  const { rows } = await admin.query('select current_database() as name')
  const { name } = rows[0]
  const add = (id: string) => `insert into projects (id) values ('${id}')`
  const logged = () => pool.query(add('by the log')).then(() => 'written', outage)
  const listed = () =>
    orm.em
      .fork()
      .execute(add('by the ORM'))
      .then(() => 'written', outage)

  await admin.query(`alter database ${name} set default_transaction_read_only = on`)
  // Open sessions keep the setting with which they started.
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
    [name],
  )
  await expect.poll(logged).toBe('an outage')
  await expect.poll(listed).toBe('an outage')
  await admin.query(`alter database ${name} reset default_transaction_read_only`)
  expect(await logged()).toBe('written')
  expect(await listed()).toBe('written')
  await admin.end()
})
