// A user whose update lost against a concurrent one was told to repeat it with the version that had just been replaced: the
// message named the version that was read before the update.

import { EntityManager } from '@mikro-orm/postgresql'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { definitionKinds } from '../../src/definitions/kinds/index.ts'
import {
  createDefinition,
  newDefinition,
  type Saved,
  updateDefinition,
} from '../support/graphql/definition-operations.ts'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

test('an update that loses against a concurrent one names the version to repeat it with', async () => {
  const [kind] = definitionKinds
  const { answer } = story(app, 'race')
  const { payload } = await answer<Saved>(createDefinition(kind!, newDefinition(kind!, { name: 'first' })))
  const rename = (name: string) =>
    answer<Saved>(updateDefinition(kind!, { id: payload.saved!.id, expectedVersion: 1, name }))
  const { nativeUpdate } = EntityManager.prototype
  let rival: Saved | undefined
  const update = vi.spyOn(EntityManager.prototype, 'nativeUpdate').mockImplementationOnce(async function (
    this: EntityManager,
    ...args: unknown[]
  ) {
    rival = await rename('by the rival')
    return Reflect.apply(nativeUpdate, this, args)
  } as typeof nativeUpdate)
  const late = await rename('late')
  update.mockRestore()

  expect(rival!.payload.saved).toMatchObject({ name: 'by the rival', version: 2 })
  const message = 'The current version is 2. Read it, then repeat the update with expectedVersion 2.'
  expect(late.payload).toEqual({
    saved: null,
    userErrors: [{ code: 'VERSION_CONFLICT', field: 'expectedVersion', message }],
  })
})
