import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { type SourceName } from '../../../src/cli/import/sources/index.ts'
import { pathOf } from '../../support/import/read-rows.ts'
import { readingsOf, tableOf } from '../../support/import/table.ts'

test.each<[SourceName, string]>([
  ['mixpanel', 'mixpanel.ndjson'],
  ['amplitude', 'amplitude'],
  ['posthog', 'posthog.ndjson'],
  ['ga4', 'ga4.ndjson'],
  ['segment', 'segment.ndjson'],
  ['langfuse', 'langfuse.json'],
  ['litellm', 'litellm.csv'],
  ['otel', 'otel.ndjson'],
])('each row of %s becomes what the table beside the file says', async (source, file) => {
  expect(await tableOf(source, pathOf(file))).toEqual(await expected(source))
})

test('each result of usage becomes the readings that the table says', async () => {
  expect(await readingsOf(pathOf('openai-usage.json'))).toEqual(await expected('openai-usage'))
})

const expected = async (source: SourceName) =>
  (await readFile(pathOf(`expected/${source}.txt`), 'utf8')).trimEnd().split('\n')
