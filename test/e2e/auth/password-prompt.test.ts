import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atTerminal } from '../../support/processes/terminal.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { ObtainTokenDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const password = 'correct horse battery'
const program = fileURLToPath(new URL('../../../dist/src/cli/account.js', import.meta.url))
const create = (username: string) =>
  atTerminal([process.execPath, program, 'create', '--username', username], {
    DATABASE_URL: app.env.databaseUrl!,
    DATA_DIR: app.env.dataDir,
  })

async function canLogIn(username: string): Promise<boolean> {
  return (await app.ask(ObtainTokenDocument, { username, password }, null)).errors.length === 0
}

test('a password typed at a terminal is not shown, and logs in', async () => {
  const terminal = create('typed')
  await terminal.prompted('Password: ')
  terminal.type(`${password}\r`)
  await terminal.prompted('Again: ')
  terminal.type('correct horse bax\x7fttery\r')
  expect(await terminal.ended).toBe(0)
  expect(terminal.shown()).toContain('typed can log in now.')
  expect(terminal.shown()).not.toMatch(/horse|battery|bax/)
  expect(await canLogIn('typed')).toBe(true)
})

test('both lines may be pasted at once', async () => {
  const terminal = create('pasted')
  await terminal.prompted('Password: ')
  terminal.type(`${password}\r${password}\r`)
  expect(await terminal.ended).toBe(0)
  expect(terminal.shown()).not.toContain('horse')
  expect(await canLogIn('pasted')).toBe(true)
})

test('a short password is refused before it is typed again, and no account is created', async () => {
  const terminal = create('hasty')
  await terminal.prompted('Password: ')
  terminal.type('short\r')
  await terminal.prompted('A password must have 12 to 200 characters.')
  expect(await terminal.ended).toBe(1)
  expect(terminal.shown()).not.toContain('Again: ')
})

test.each([
  ['another password the second time', `another ${password}\r`, 'The two passwords differ.'],
  ['Ctrl-C', '\x03', 'Aborted'],
  ['Ctrl-D', '\x04', 'Aborted'],
])('no account is created after %s', async (_, keys, said) => {
  const terminal = create('aborted')
  await terminal.prompted('Password: ')
  terminal.type(`${password}\r`)
  await terminal.prompted('Again: ')
  terminal.type(keys)
  expect(await terminal.ended).toBe(1)
  expect(terminal.shown()).toContain(said)
  expect(terminal.shown()).not.toContain('horse')
  expect(await canLogIn('aborted')).toBe(false)
})
