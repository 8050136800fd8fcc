import { setTimeout as pause } from 'node:timers/promises'
import { projects } from '../load/batch.ts'
import { type Run } from '../run.ts'

/** What a project announces, and to whom. */
export interface Announcing {
  project: string
  reportId: string
  /** The webhook whose receiver answers at random. */
  hook: Hook
  /** The webhook whose receiver answers 410. */
  gone: Hook
}

export interface Hook {
  id: string
  secret: string
}

/** A report and two webhooks in each project. */
export const createScene = (run: Run): Promise<Announcing[]> =>
  Promise.all(projects.map(project => createAnnouncing(run, project)))

async function createAnnouncing(run: Run, project: string): Promise<Announcing> {
  const { url } = run.webhook!
  const report = await created<{ id: string }>(
    run,
    project,
    'mutation { made: createReport(input: { name: "Run", blocks: [{ title: "a", text: "a" }] }) { thing: report { id } userErrors { code } } }',
  )
  return {
    project,
    reportId: report.id,
    hook: await createHook(
      run,
      project,
      `name: "hook", url: "${url}", events: [REPORT_READY, WEBHOOK_DISABLED]`,
    ),
    gone: await createHook(
      run,
      project,
      `name: "gone", url: "${url.replace('/hook', '/gone')}", events: [REPORT_READY]`,
    ),
  }
}

const createHook = (run: Run, project: string, input: string): Promise<Hook> =>
  created<Hook>(
    run,
    project,
    `mutation { made: createWebhook(input: { ${input} }) { thing: webhook { id secret } userErrors { code } } }`,
  )

/** On a busy machine PostgreSQL may not answer at first. */
async function created<Thing>(run: Run, project: string, mutation: string): Promise<Thing> {
  const { data, errors } = await run.ask<{ made: { thing: Thing | null } }>(project, mutation)
  if (data?.made.thing) return data.made.thing
  if (errors[0]?.extensions?.code !== 'DB_UNAVAILABLE')
    throw new Error(`Nothing was created: ${JSON.stringify(data ?? errors)}`)
  await pause(1_000, undefined, { signal: run.signal })
  return created(run, project, mutation)
}
