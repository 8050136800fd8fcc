import { type Sandbox } from './sandbox.ts'

/** Statements that must fail with the grants of the restricted user, whatever the checks before them let through. */
const canaries = (main: string): Record<string, string> => ({
  'the events of all projects': `select count() from ${main}.events`,
  'the users of all projects': `select count() from ${main}.users`,
  'tables within a view': `select * from view(select count() from ${main}.events)`,
  'tables by a pattern': `select count() from merge('${main}', '^events$')`,
  'the accounts of ClickHouse': 'select count() from system.users',
  files: `select * from file('canary', 'LineAsString')`,
  'other servers': `select * from remote('127.0.0.1:1', system.one)`,
  addresses: `select * from url('http://127.0.0.1:1/', 'LineAsString')`,
})

const settings = { max_execution_time: 5, max_memory_usage: '100000000' }

/** The things that the restricted user could read and must not; empty where its grants are right. */
export async function leaksOf(sandbox: Sandbox): Promise<string[]> {
  const leaks: string[] = []
  for (const [thing, text] of Object.entries(canaries(await sandbox.mainDatabase())))
    if (await answers(sandbox, text)) leaks.push(thing)
  return leaks
}

async function answers(sandbox: Sandbox, text: string): Promise<boolean> {
  const view = await sandbox.open('customQueries', { text, values: new Map(), tables: new Map() })
  try {
    await view.table(1, settings, undefined)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^\d+$/.test(String(error.code))) return false
    throw error
  } finally {
    await view.close()
  }
}
