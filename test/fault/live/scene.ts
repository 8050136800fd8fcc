import { projects } from '../load/batch.ts'
import { type Run } from '../run.ts'
import { created, createHook, type Hook } from './create.ts'

/** What a project announces, and to whom. */
export interface Announcing {
  project: string
  reportId: string
  /** The webhook whose receiver answers at random. */
  hook: Hook
  /** The webhook whose receiver answers 410. */
  gone: Hook
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
