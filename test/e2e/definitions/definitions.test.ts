import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DefinitionKind } from '../../../src/definitions/definition-kind.ts'
import { definitionKinds } from '../../../src/definitions/kinds/index.ts'
import { pooledTransaction } from '../../../src/postgres/transaction.ts'
import {
  createDefinition,
  deleteDefinition,
  newDefinition,
  type Saved,
  unchangedContent,
  updateDefinition,
} from '../../support/graphql/definition-operations.ts'
import { sessionsWaiting } from '../../support/sessions-waiting.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** SQL that is checked stands in the audit log by its hash: that of the example in `newDefinition`. */
const hashesOfSql = (kind: DefinitionKind): string[] =>
  kind.kind === 'query' ? ['sql:7abff3d782a4c70f7611ce80db0f922cef4512eb93cabad0ecb49f50692a6001'] : []

describe.each(definitionKinds.map(kind => [kind.plural, kind] as const))('saved %s', (plural, kind) => {
  const { list, get } = kind.fields
  const resultOf = async (project: string, query: string) =>
    (await story(app, project).answer<Saved>(query)).payload
  const created = (project: string, given: { name: string; description?: string }) =>
    resultOf(project, createDefinition(kind, newDefinition(kind, given)))
  const refused = (code: string, field: string) => ({ saved: null, userErrors: [{ code, field }] })

  test('are created, updated and deleted, and the audit log has each change', async () => {
    const { answer } = story(app, plural)
    const first = await created(plural, { name: 'first', description: 'why' })
    expect(first).toEqual({
      saved: { id: expect.any(String), name: 'first', description: 'why', version: 1 },
      userErrors: [],
    })
    const { id } = first.saved!
    const change = { id, expectedVersion: 1, name: 'second', description: null }
    expect((await resultOf(plural, updateDefinition(kind, change))).saved).toEqual({
      id,
      name: 'second',
      description: null,
      version: 2,
    })
    // Fields that are missing or null keep their values.
    const nothing = { id, expectedVersion: 2, name: null, ...unchangedContent(kind) }
    expect((await resultOf(plural, updateDefinition(kind, nothing))).saved).toMatchObject({
      name: 'second',
      version: 3,
    })
    expect(await resultOf(plural, deleteDefinition(kind, id))).toEqual({ deletedId: id, userErrors: [] })

    const { auditLog } = await answer<{ auditLog: { nodes: object[] } }>(
      '{ auditLog(filter: { kind: MUTATION }) { nodes { fields changes { action kind id name } } } }',
    )
    const entry = (field: string, action: string, name: string, hashes: string[] = []) => ({
      fields: [field, ...hashes],
      changes: [{ action, kind: kind.kind.toUpperCase(), id, name }],
    })
    expect(auditLog.nodes).toEqual([
      entry(kind.fields.delete, 'DELETED', 'second'),
      entry(kind.fields.update, 'UPDATED', 'second'),
      entry(kind.fields.update, 'UPDATED', 'second'),
      entry(kind.fields.create, 'CREATED', 'first', hashesOfSql(kind)),
    ])
  })

  test('are listed, newest first, and read by id where a query exists', async () => {
    const project = `${plural} listed`
    const { id } = (await created(project, { name: 'older' })).saved!
    await created(project, { name: 'newer' })
    const { [list]: page } = await story(app, project).answer<Record<string, object>>(
      `{ ${list} { totalCount nodes { name version createdBy } } }`,
    )
    const node = { version: 1, createdBy: 'tester' }
    const builtIn = (kind.builtIn ?? []).map(({ name, version, createdBy }) => ({ name, version, createdBy }))
    expect(page).toEqual({
      totalCount: 2 + builtIn.length,
      nodes: [{ name: 'newer', ...node }, { name: 'older', ...node }, ...builtIn],
    })
    if (!get) return
    const { answer } = story(app, project)
    expect(await answer(`{ ${get}(id: "${id}") { name } }`)).toEqual({ [get]: { name: 'older' } })
    for (const absent of ['0', '999999', 'x'])
      expect(await answer(`{ ${get}(id: "${absent}") { name } }`)).toEqual({ [get]: null })
  })

  test('are refused with an outdated version, a taken name, or an unknown id', async () => {
    const project = `${plural} refused`
    const { id } = (await created(project, { name: 'taken' })).saved!
    const other = (await created(project, { name: 'other' })).saved!.id
    const update = (input: object) => resultOf(project, updateDefinition(kind, input))
    expect(await created(project, { name: 'taken' })).toMatchObject(refused('NAME_TAKEN', 'name'))
    expect(await update({ id: other, expectedVersion: 1, name: 'taken' })).toMatchObject(
      refused('NAME_TAKEN', 'name'),
    )
    for (const expectedVersion of [0, 2])
      expect(await update({ id, expectedVersion, name: 'late' })).toMatchObject(
        refused('VERSION_CONFLICT', 'expectedVersion'),
      )
    for (const absent of ['0', '999999', 'x']) {
      expect(await update({ id: absent, expectedVersion: 1 })).toMatchObject(refused('NOT_FOUND', 'id'))
      expect(await resultOf(project, deleteDefinition(kind, absent))).toMatchObject({
        deletedId: null,
        userErrors: [{ code: 'NOT_FOUND', field: 'id' }],
      })
    }
  })

  test.each([
    ['a blank name', 'INVALID_NAME', { name: ' ' }],
    ['a long name', 'TOO_LONG', { name: 'x'.repeat(101) }],
    ['a long description', 'TOO_LONG', { name: 'a', description: 'x'.repeat(1_001) }],
    ['a NUL in the name', 'INVALID_TEXT', { name: 'a\0' }],
    ['a NUL in the description', 'INVALID_TEXT', { name: 'a', description: 'a\0' }],
  ])('are refused with %s', async (_, code, given) => {
    const field = 'description' in given ? 'description' : 'name'
    expect(await created(`${plural} texts`, given)).toMatchObject(refused(code, field))
  })

  test('are at most 1,000 in a project', async () => {
    const project = `${plural} full`
    await app.services.database.pool.query(
      `insert into definitions (project, kind, name, content, created_by)
       select $1, $2, 'number ' || n, '{}', 'tester' from generate_series(1, 1000) n`,
      [project, kind.kind],
    )
    expect(await created(project, { name: 'one more' })).toMatchObject(refused('TOO_MANY', 'input'))
  })
})

test('PostgreSQL stores a definition of any kind: a new kind needs no migration', async () => {
  const { rowCount } = await app.services.database.pool.query(
    `insert into definitions (project, kind, name, content, created_by)
     values ('later', 'further', 'a', '{}', 'tester')`,
  )
  expect(rowCount).toBe(1)
})

test.each([
  ['report', id => `runReport(input: { id: "${id}" })`],
  ['dashboard', id => `createShareLink(input: { dashboardId: "${id}" })`],
  ['segment', id => `snapshotSegment(input: { id: "${id}" })`],
  ['webhook', id => `rotateWebhookSecret(input: { id: "${id}" })`],
] satisfies [string, (id: string) => string][])(
  'nothing can be added to a %s that is being deleted',
  async (name, mutation) => {
    const kind = definitionKinds.find(({ kind }) => kind === name)!
    const { answer } = story(app, `deleted ${name}`)
    const { payload } = await answer<Saved>(createDefinition(kind, newDefinition(kind, { name })))
    const { id } = payload.saved!
    let added: Promise<object> | undefined
    await pooledTransaction(app.services.database.pool, async client => {
      await client.query('delete from definitions where id = $1', [id])
      added = answer<object>(`mutation { added: ${mutation(id)} { userErrors { code } } }`)
      await expect.poll(() => sessionsWaiting(app)).toBe(1)
    })
    expect(await added).toEqual({ added: { userErrors: [{ code: 'NOT_FOUND' }] } })
  },
)
