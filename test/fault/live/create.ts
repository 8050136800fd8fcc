import { setTimeout as pause } from 'node:timers/promises'
import { type Run } from '../run.ts'

/** A saved webhook. */
export interface Hook {
  id: string
  secret: string
}

export const createHook = (run: Run, project: string, input: string): Promise<Hook> =>
  created<Hook>(
    run,
    project,
    `mutation { made: createWebhook(input: { ${input} }) { thing: webhook { id secret } userErrors { code } } }`,
  )

/** The `thing` that a mutation has `made`. On a busy machine PostgreSQL may not answer at first. */
export async function created<Thing>(run: Run, project: string, mutation: string): Promise<Thing> {
  const { data, errors } = await run.ask<{ made: { thing: Thing | null } }>(project, mutation)
  if (data?.made.thing) return data.made.thing
  if (errors[0]?.extensions?.code !== 'DB_UNAVAILABLE')
    throw new Error(`Nothing was created: ${JSON.stringify(data ?? errors)}`)
  await pause(1_000, undefined, { signal: run.signal })
  return created(run, project, mutation)
}
