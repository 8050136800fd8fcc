// An operator found a changed segment without an entry in the audit log: PostgreSQL failed between the commit of the update
// and the reading of the new row, and the change was only recorded after the reading.

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

test('an update whose answer fails after the commit is in the audit log', async () => {
  const [kind] = definitionKinds
  const { answer, ask } = story(app, 'cut off')
  const { payload } = await answer<Saved>(createDefinition(kind!, newDefinition(kind!, { name: 'first' })))
  const { id } = payload.saved!
  const refresh = vi
    .spyOn(EntityManager.prototype, 'refreshOrFail')
    .mockRejectedValueOnce(new Error('cut off'))
  const { errors } = await ask(updateDefinition(kind!, { id, expectedVersion: 1, name: 'second' }))
  refresh.mockRestore()
  expect(errors).toHaveLength(1)

  const { rows } = await app.services.database.pool.query(
    `select changes from audit_log where project = 'cut off' and changes::text like '%UPDATED%'`,
  )
  expect(rows).toEqual([{ changes: [{ action: 'UPDATED', kind: 'SEGMENT', id, name: 'second' }] }])
})
