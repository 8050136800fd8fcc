import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signToken } from '../../../src/auth/tokens/sign-token.ts'
import {
  auditEntries,
  type CreatedSegment,
  createSegment,
  segmentInput,
} from '../../support/audit/audit-log.ts'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { walk } from '../../support/graphql/walk.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { type AuditFilterInput, AuditLogDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const pool = () => app.services.database.pool
const soon = { timeout: 10_000 }
const entries = (project: string, filter?: AuditFilterInput) => auditEntries(app, project, filter)

describe('the audit log', () => {
  test('shows nothing of another project', async () => {
    await story(app, 'other').answer(createSegment, { input: segmentInput('theirs') })
    const { auditLog } = await story(app, 'mine').answer(AuditLogDocument, {})
    expect(auditLog).toMatchObject({ totalCount: 0, nodes: [] })
    const [entry] = await entries('other', { kind: 'MUTATION' })
    expect(await entries('mine', { requestId: entry!.requestId })).toEqual([])
  })

  test('contains its own readers', async () => {
    await story(app, 'readers').answer(AuditLogDocument, {})
    await expect
      .poll(() => entries('readers').then(all => all.at(-1)), soon)
      .toMatchObject({ subject: 'tester', fields: ['auditLog'] })
  })

  test('is sorted from the newest entry to the oldest, page by page', async () => {
    const { answer } = story(app, 'pages')
    for (const name of ['a', 'b', 'c', 'd', 'e']) await answer(createSegment, { input: segmentInput(name) })
    // Entries at one instant are sorted by number.
    await pool().query("update audit_log set at = '2026-01-01' where project = 'pages'")
    const pages = await walk(
      async after =>
        (await answer(AuditLogDocument, { filter: { kind: 'MUTATION' }, first: 2, after })).auditLog,
    )
    expect(pages.map(page => page.map(({ changes }) => changes[0]!.name).join(''))).toEqual(['ed', 'cb', 'a'])
  })

  test('is filtered by each field of an entry', async () => {
    const { answer } = story(app, 'filters')
    const { createSegment: made } = await answer<CreatedSegment>(createSegment, {
      input: segmentInput('first'),
    })
    const { id } = made.segment
    await answer(createSegment, { input: segmentInput('second') })
    await answer(`mutation { deleteSegment(input: { id: "${id}" }) { deletedId } }`)
    const bot = { roles: ['service' as const], subject: 'bot', project: 'filters', expiresInSeconds: 600 }
    await graphqlRequest({ url: app.url, token: signToken(app.env, bot) }, '{ summary { totalEvents } }')
    await expect.poll(() => entries('filters', { subject: 'bot' }), soon).toHaveLength(1)
    await pool().query(
      "update audit_log set address = '203.0.113.7' where project = 'filters' and subject = 'bot'",
    )
    await pool().query(
      "update audit_log set at = '2026-01-01T12:00:00.001Z' where project = 'filters' and fields = '{deleteSegment}'",
    )
    const [deleted] = await entries('filters', { field: 'deleteSegment' })

    const found = async (filter: AuditFilterInput) =>
      (await entries('filters', { kind: 'MUTATION', ...filter })).map(({ fields }) => fields.join())
    expect(await found({ changed: { kind: 'SEGMENT', id } })).toEqual(['createSegment', 'deleteSegment'])
    expect(await found({ changed: { kind: 'SEGMENT' } })).toHaveLength(3)
    expect(await found({ changed: { kind: 'FUNNEL', id } })).toEqual([])
    expect(await found({ changed: { kind: 'SEGMENT', id: '%' } })).toEqual([])
    expect(await found({ field: 'createSegment' })).toEqual(['createSegment', 'createSegment'])
    expect(await found({ field: 'create' })).toEqual([])
    expect(await found({ requestId: deleted!.requestId })).toEqual(['deleteSegment'])
    expect(await found({ kind: 'QUERY', outcome: 'FORBIDDEN' })).toEqual(['summary'])
    expect(await found({ kind: 'QUERY', address: '203.0.113.7' })).toEqual(['summary'])
    expect(await found({ subject: 'tester', outcome: 'OK', address: '127.0.0.1' })).toHaveLength(3)
    const at = '2026-01-01T12:00:00.001Z'
    expect(await found({ range: { between: { from: at, to: '2026-01-01T12:00:00.002Z' } } })).toEqual([
      'deleteSegment',
    ])
    expect(await found({ range: { between: { from: '2026-01-01T00:00:00Z', to: at } } })).toEqual([])
    expect(await found({ range: { preset: 'TODAY' } })).toEqual(['createSegment', 'createSegment'])
  })

  test.each<[string, object, object]>([
    ['a page of 1,001', { first: 1_001 }, { reason: 'INVALID_PAGE_SIZE', field: 'first' }],
    ['an invalid cursor', { after: 'x' }, { reason: 'INVALID_CURSOR', field: 'after' }],
    [
      'a range that ends before it starts',
      { filter: { range: { dates: { from: '2024-01-02', to: '2024-01-01' } } } },
      { reason: 'INVALID_RANGE', field: 'range' },
    ],
    ['a NUL', { filter: { subject: 'a\0' } }, { reason: 'INVALID_TEXT', field: 'filter.subject' }],
    [
      'half a surrogate pair',
      { filter: { field: '\ud800' } },
      { reason: 'INVALID_TEXT', field: 'filter.field' },
    ],
    [
      'a NUL in an id',
      { filter: { changed: { kind: 'SEGMENT', id: '\0' } } },
      { reason: 'INVALID_TEXT', field: 'filter.changed.id' },
    ],
  ])('refuses %s', async (_, variables, refusal) => {
    expect(await story(app, 'wrong').refusal(AuditLogDocument, variables)).toEqual({
      code: 'BAD_USER_INPUT',
      ...refusal,
    })
  })
})
