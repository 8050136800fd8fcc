import 'reflect-metadata'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { RunBlock } from '../../../src/entities/reports/report-run.ts'
import { cappedBlocks } from '../../../src/reports/runs/cap-blocks.ts'
import { periodText } from '../../../src/reports/sending/dated-run.ts'
import { mailOfRun } from '../../../src/reports/sending/mail-of-run.ts'
import type { SentRun } from '../../../src/reports/sending/sent-run.ts'
import { webhookBody } from '../../../src/reports/sending/webhook-body.ts'
import { EndpointBusy, Endpoints } from '../../../src/webhooks/sending/endpoints.ts'

const block = (given: Partial<RunBlock> = {}): RunBlock => ({
  title: 'Block',
  text: null,
  table: null,
  rowCount: null,
  answer: null,
  error: null,
  ...given,
})

const tableOf = (rows: unknown[][]): Partial<RunBlock> => ({
  table: {
    columns: [
      { name: 'name', type: 'text' },
      { name: 'count', type: 'integer' },
    ],
    rows,
  },
  rowCount: rows.length,
})

const run = (blocks: RunBlock[], more: Partial<SentRun> = {}): SentRun => ({
  deliveryId: 'd',
  recipient: 'ann@example.com',
  project: 'p',
  reportId: '1',
  runId: '2',
  name: 'Report',
  formats: [],
  timeZone: 'Europe/Berlin',
  from: new Date('2026-03-28T23:00:00Z'),
  to: new Date('2026-03-29T22:00:00Z'),
  isLate: false,
  note: null,
  blocks,
  ...more,
})

const manyRows = (count: number) => Array.from({ length: count }, (_, i) => [`user ${i} <&>`, i])

test('a period of whole days is its days, the last one included', () => {
  const text = (from: string, to: string) =>
    periodText({ from: new Date(from), to: new Date(to), timeZone: 'Europe/Berlin' })
  // A day of 23 hours.
  expect(text('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe('2026-03-29 (Europe/Berlin)')
  expect(text('2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z')).toBe(
    '2026-03-01 to 2026-03-31 (Europe/Berlin)',
  )
  expect(text('2026-03-29T06:00:00Z', '2026-03-29T07:00:00Z')).toBe(
    '2026-03-29 08:00 to 2026-03-29 09:00 (Europe/Berlin)',
  )
})

test('a mail shows texts, tables, failures and the note, and none of them as HTML of their own', async () => {
  const { subject, html, text } = await mailOfRun(
    run(
      [
        block({ title: '<script>', text: 'one\n<img src=x>' }),
        block(tableOf([['a & b', 1.5]])),
        block({ title: 'Gone', error: { code: 'NOT_FOUND', message: 'There is "none".' } }),
      ],
      { note: 'Made up later.' },
    ),
  )
  expect(subject).toBe('Report: 2026-03-29 (Europe/Berlin)')
  for (const shown of [
    '&lt;script&gt;',
    'one<br>&lt;img src=x&gt;',
    'a &amp; b',
    '>1.5<',
    '&quot;none&quot;',
    'Made up later.',
  ])
    expect(html).toContain(shown)
  expect(html).not.toMatch(/<script|<img/)
  expect(text.split('\n')).toEqual([
    'Report',
    '2026-03-29 (Europe/Berlin)',
    '',
    'Made up later.',
    '',
    '<script>',
    '--------',
    'one',
    '<img src=x>',
    '',
    'Block',
    '-----',
    'name | count',
    'a & b | 1.5',
    '',
    'Gone',
    '----',
    'There is "none".',
  ])
})

test('a mail of the largest report has at most 100 kB, and its files have all rows', async () => {
  const blocks = Array.from({ length: 20 }, (_, i) =>
    block({ title: '<'.repeat(100), ...(i < 10 ? { text: '<'.repeat(10_000) } : tableOf(manyRows(1_000))) }),
  )
  const { html, text, attachments } = await mailOfRun(run(blocks, { formats: ['CSV'] }))
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(100_000)
  expect(html).toContain('1000 more rows')
  expect(text).toContain('1000 more rows')
  expect(attachments).toHaveLength(10)
  expect(attachments[0]).toMatchObject({ filename: '11-table.csv', contentType: 'text/csv; charset=utf-8' })
  expect(String(attachments[0]!.content).split('\r\n')).toHaveLength(1_002)
})

test('the name of a file has letters and digits of the title alone', async () => {
  const titled = block({ title: '../../etc/Passwd\r\nX: y', ...tableOf([]) })
  const { attachments } = await mailOfRun(run([titled], { formats: ['XLSX'] }))
  expect(attachments[0]!.filename).toBe('1-etc-passwd-x-y.xlsx')
})

test('a message for a webhook has the blocks while it is small, and null once it is not', () => {
  const now = new Date('2026-03-30T07:00:00Z')
  const small = JSON.parse(webhookBody(run([block(tableOf([['a', 1]]))]), now))
  expect(small).toEqual({
    type: 'report.ready',
    timestamp: '2026-03-30T07:00:00.000Z',
    data: {
      reportId: '1',
      runId: '2',
      name: 'Report',
      period: { from: '2026-03-28T23:00:00.000Z', to: '2026-03-29T22:00:00.000Z', timeZone: 'Europe/Berlin' },
      isLate: false,
      note: null,
      blocks: [
        {
          title: 'Block',
          text: null,
          columns: ['name', 'count'],
          rows: [['a', 1]],
          rowCount: 1,
          error: null,
        },
      ],
    },
  })
  const large = webhookBody(run([block(tableOf(manyRows(2_000)))]), now)
  expect(Buffer.byteLength(large)).toBeLessThan(20_000)
  expect(JSON.parse(large).data.blocks).toBeNull()
})

test('blocks that are too large lose their answers and rows, the others nothing', () => {
  const small = block({ ...tableOf([['a', 1]]), answer: { users: 1 } })
  const large = block({ ...tableOf(manyRows(1_000)), answer: { rows: manyRows(1_000) } })
  const [first, second] = cappedBlocks([small, large], 4_000) as [RunBlock, RunBlock]
  expect(first).toEqual(small)
  expect(second).toMatchObject({ rowCount: 1_000, answer: null })
  // All that is left of the 4,000 bytes, in whole rows of fewer than 30 bytes.
  const bytes = Buffer.byteLength(JSON.stringify([first, second]))
  expect(bytes).toBeGreaterThan(3_950)
  expect(bytes).toBeLessThanOrEqual(4_003)
  expect(cappedBlocks([small, large], 1_000_000)).toEqual([small, large])
})

test('an endpoint gets two messages at a time; a third waits a little, and others do not wait for it', async () => {
  const endpoints = new Endpoints()
  const answers = Promise.withResolvers<void>()
  const begun: string[] = []
  const send = (endpoint: string, name: string, answer = Promise.resolve()) =>
    endpoints.use(endpoint, () => {
      begun.push(name)
      return answer
    })
  const two = [send('slow', 'one', answers.promise), send('slow', 'two', answers.promise)]
  await expect(send('slow', 'three')).rejects.toThrow(EndpointBusy)
  await send('fast', 'four')
  const five = send('slow', 'five')
  answers.resolve()
  await Promise.all([...two, five])
  expect(begun).toEqual(['one', 'two', 'four', 'five'])
})

test('the 1,000 endpoints that were slow last are remembered, so that their number has a bound', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  // An endpoint that is known as slow gets no message at all.
  const endpoints = new Endpoints(0)
  const takeLong = async (names: string[]) => {
    const answers = Promise.withResolvers<void>()
    const sent = names.map(name => endpoints.use(name, () => answers.promise))
    vi.advanceTimersByTime(1_001)
    answers.resolve()
    await Promise.all(sent)
  }
  const send = (name: string) => endpoints.use(name, async () => 'sent')
  await takeLong(['first'])
  await expect(send('first')).rejects.toThrow(EndpointBusy)
  await takeLong(Array.from({ length: 1_000 }, (_, n) => `slow ${n}`))
  expect(await send('first')).toBe('sent')
  await expect(send('slow 0')).rejects.toThrow(EndpointBusy)
})
