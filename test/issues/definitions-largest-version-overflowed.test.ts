// A user saw INTERNAL_SERVER_ERROR instead of VERSION_CONFLICT for the largest expectedVersion: the next version was
// computed from the sent one, and overflowed.

import { afterAll, beforeAll, expect, test } from 'vitest'
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

test.each(definitionKinds.map(kind => [kind.plural, kind] as const))(
  'an update of %s with the largest version is a version conflict',
  async (plural, kind) => {
    const { answer } = story(app, plural)
    const { payload } = await answer<Saved>(createDefinition(kind, newDefinition(kind, { name: 'first' })))
    const change = { id: payload.saved!.id, expectedVersion: 2 ** 31 - 1, name: 'second' }
    expect((await answer<Saved>(updateDefinition(kind, change))).payload).toMatchObject({
      saved: null,
      userErrors: [{ code: 'VERSION_CONFLICT', field: 'expectedVersion' }],
    })
  },
)
