import { expect } from 'vitest'
import { type Story, story } from '../story.ts'
import type { TestApp } from '../test-app.ts'

interface Erase {
  eraseUser: { job: { id: string } | null; userErrors: object[] }
}

/** Asks for the erasure of a user. */
export const erase = (app: TestApp, project: string, id: string) =>
  story(app, project).answer<Erase>(
    `mutation { eraseUser(input: { userId: "${id}", confirmation: "${id}" }) { job { id } userErrors { code field } } }`,
  )

/** Erases a user, and waits for the end. */
export async function erased(app: TestApp, project: string, id: string): Promise<void> {
  const { eraseUser } = await erase(app, project, id)
  expect(eraseUser.userErrors).toEqual([])
  await isDone(story(app, project), eraseUser.job!.id)
}

/** Waits until a job is done. */
async function isDone({ answer }: Story, id: string): Promise<void> {
  const state = async () => {
    const found = await answer<{ node: object }>(
      `{ node(id: "${id}") { ... on Job { state error { code message } } } }`,
    )
    return found.node
  }
  await expect.poll(state, { timeout: 40_000, interval: 100 }).toEqual({ state: 'DONE', error: null })
}
