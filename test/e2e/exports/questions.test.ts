import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvRows, endedExport, exported, startExport } from '../../support/exported.ts'
import { moments, second } from '../../support/moments.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { StartExportDocument, type StartExportInput } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  // Paths cost 36 points for 30 days: 438 for a year.
  app = await startTestApp({ MAX_COMPLEXITY: '400' })
})
afterAll(() => app.close())

const range = { between: { from: second(0), to: second(1_000) } }
const question = { funnel: { steps: [{ event: 'A' }, { event: 'B' }] } }

test('the answer to a question is written as a table, in every format', async () => {
  const funnel = story(app, 'funnel')
  await funnel.happened(moments({ ann: 'A0 B5', bob: 'A1', cid: 'A2 B3' }))
  const input: StartExportInput = { question, format: 'CSV', range }
  const rows = csvRows((await exported(app, funnel, input)).file)
  expect(rows.map(({ users }) => users)).toEqual(['3', '2'])
  const json = await exported(app, funnel, { ...input, format: 'JSON' })
  expect(JSON.parse(json.file.toString()).map(({ users }: { users: number }) => users)).toEqual([3, 2])
  const { done } = await exported(app, funnel, { ...input, format: 'PARQUET' })
  expect(done.rows).toBe(2)
})

test('texts of an answer are as harmless as those of a list, and keep quotes and backslashes', async () => {
  const named = story(app, 'named')
  const names = ['=cmd', "it's", '\\n', 'say "no"']
  await named.happened(names.map((userId, i) => ({ userId, name: 'open', timestamp: second(i) })))
  const input: StartExportInput = { question: { topUsers: {} }, format: 'CSV', range }
  const { file } = await exported(app, named, input)
  const users = csvRows(file).map(({ userId }) => userId)
  expect(users.toSorted()).toEqual(["'=cmd", "it's", '\\n', 'say "no"'].toSorted())
})

test('a question without an answer fails with the code of the question', async () => {
  const failing = story(app, 'failing')
  const id = await startExport(failing, { question: { funnelId: '999' }, format: 'CSV', range })
  expect(await endedExport(failing, id)).toMatchObject({ status: 'FAILED', error: { code: 'NOT_FOUND' } })
})

test('a question that `ask` would refuse for its cost is refused before it starts', async () => {
  const dear = story(app, 'dear')
  const days = (count: number) => ({ last: { count, unit: 'DAY' as const } })
  const paths = { paths: { anchor: { event: 'A' } } }
  const asked = await dear.ask(
    'query ($question: QuestionInput!, $range: DateRangeInput) { ask(question: $question, range: $range) { __typename } }',
    { question: paths, range: days(365) },
  )
  expect(asked.errors[0]!.extensions.code).toBe('QUERY_TOO_COMPLEX')
  const input: StartExportInput = { question: paths, format: 'CSV', range: days(365) }
  const { startExport: refused } = await dear.answer(StartExportDocument, { input })
  expect(refused).toMatchObject({
    export: null,
    userErrors: [{ code: 'QUERY_TOO_COMPLEX', field: 'question' }],
  })
  const id = await startExport(dear, { ...input, range: days(7) })
  expect(await endedExport(dear, id)).toMatchObject({ status: 'DONE' })
})

test('a list beside a question, and columns of a question, are refused', async () => {
  const refused = async (more: Partial<StartExportInput>) => {
    const { startExport } = await story(app, 'refused').answer(StartExportDocument, {
      input: { question, format: 'CSV', range, ...more },
    })
    return startExport.userErrors.map(({ code }) => code)
  }
  expect(await refused({ list: 'EVENTS' })).toEqual(['EXACTLY_ONE'])
  expect(await refused({ columns: ['users'] })).toEqual(['INVALID_COLUMN'])
})
