import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnMapping } from '../../../src/cli/import/column-mapping.ts'
import { dryRunOf } from '../../../src/cli/import/dry-run.ts'
import { createSpool } from '../../../src/cli/import/identities/spool.ts'
import { importFiles } from '../../../src/cli/import/import-files.ts'
import { inputFiles } from '../../../src/cli/import/input-files.ts'
import { emptyContents } from '../../../src/cli/import/report/contents.ts'
import { reportText } from '../../../src/cli/import/report/report-text.ts'
import { type SourceName } from '../../../src/cli/import/sources/index.ts'
import { emptyTally } from '../../../src/cli/import/tally.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-report-'))
})
afterAll(() => rm(folder, { recursive: true }))

const nothing = () => undefined

/** The report of a dry run over rows of a product. Nothing listens at the address: whatever is sent fails. */
async function dryRun(source: SourceName, rows: object[]): Promise<string[]> {
  const path = join(folder, 'rows.ndjson')
  await writeFile(path, rows.map(row => JSON.stringify(row)).join('\n'))
  const spool = createSpool()
  const counted = { tally: emptyTally(), contents: emptyContents() }
  try {
    await importFiles({
      ...counted,
      spool,
      files: await inputFiles([path]),
      reading: { mapping: columnMapping(), source, zone: 'UTC', renames: [] },
      batch: 2,
      concurrency: 2,
      sender: {
        service: { url: 'http://127.0.0.1:2', token: '' },
        patienceMs: 0,
        stop: new AbortController().signal,
        contact: { isMade: false },
        onWait: nothing,
      },
      dryRun: dryRunOf(),
      progress: { read: nothing, found: nothing, answered: nothing, wait: nothing, stop: nothing },
    })
    counted.tally.users = spool.users()
  } finally {
    spool.close()
  }
  return reportText(counted, 1.26, true).replaceAll(folder, '').split('\n')
}

test('a dry run shows outcomes, the first events and tables, and sends nothing', async () => {
  const sent = { type: 'track', anonymousId: 'd-1', timestamp: '2024-03-01T09:00:00Z' }
  expect(
    await dryRun('segment', [
      { ...sent, messageId: 'm-1', event: 'Sent', properties: { plan: 'pro' } },
      { ...sent, messageId: 'm-2', event: 'Sent', userId: 'ann', timestamp: '2024-03-02T09:00:00Z' },
      { ...sent, messageId: 'm-3' },
      { ...sent, messageId: 'm-4', event: 'Sent', timestamp: 'soon' },
      { ...sent, messageId: 'm-5', type: 'identify', userId: 'ann', traits: { plan: 'pro' } },
      { ...sent, messageId: 'm-6', type: 'alias' },
    ]),
  ).toEqual([
    '2 accepted, 0 duplicates, 2 rejected in 1.3 s',
    '  /rows.ndjson:3 REQUIRED name: name is missing.',
    '  /rows.ndjson:4 INVALID_FIELD timestamp: timestamp "soon" is not a time',
    'Dry run: nothing was sent. The first events:',
    '  {"event":{"eventId":"seg:m-1","name":"Sent","anonymousId":"d-1","timestamp":"2024-03-01T09:00:00.000Z","properties":{"plan":"pro"}}}',
    '  {"event":{"eventId":"seg:m-2","name":"Sent","timestamp":"2024-03-02T09:00:00.000Z","properties":{},"userId":"ann"}}',
    '',
    '6 rows, 1 users of events',
    'from 2024-03-01T09:00:00.000Z to 2024-03-02T09:00:00.000Z',
    '1 visitors belong to a user',
    '1 users got traits',
    '',
    '  kind            new   duplicates   rejected',
    '  custom events     2            0          1',
    '',
    '  events by name   new   duplicates   rejected',
    '  Sent               2            0          0',
    '  (no name)          0            0          1',
    '',
    '  rejected by code   rows',
    '  INVALID_FIELD         1',
    '  REQUIRED              1',
    '',
    '  left out              rows',
    '  aliases with one id      1',
  ])
})

test('the calls of each model show their tokens, with those of the cache, and their cost', async () => {
  const call = {
    request_id: 'r',
    call_type: 'completion',
    startTime: '2024-03-01T09:00:00Z',
    model: 'gpt-4o',
  }
  const report = await dryRun('litellm', [
    { ...call, request_id: 'r-1', spend: 0.25, prompt_tokens: 1000, completion_tokens: 200 },
    { ...call, request_id: 'r-2', spend: 0.5, prompt_tokens: 500, completion_tokens: 10 },
    { ...call, request_id: 'r-3', spend: null, prompt_tokens: 1, completion_tokens: 1, model: 'o3' },
  ])
  expect(report.slice(-3)).toEqual([
    '  AI calls by model   calls   input tokens   output tokens   without a cost   US dollars',
    '  gpt-4o                  2          1,500             210                0   0.750000',
    '  o3                      1              1               1                1   0.000000',
  ])
})
