import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type ListColumns } from '../../../src/exports/lists/columns.ts'
import { lists } from '../../../src/exports/lists/lists.ts'

const page = readFileSync('docs/exports.md', 'utf8')
const types = {
  TEXT: 'text',
  NUMBER: 'number',
  DECIMAL: 'money',
  FLAG: 'yes or no',
  TIME: 'time',
  JSON: 'JSON',
}

const tableOf = (columns: ListColumns) =>
  [
    '| column | type | meaning |',
    '| --- | --- | --- |',
    ...Object.entries(columns).map(
      ([name, { type, description }]) => `| \`${name}\` | ${types[type]} | ${description} |`,
    ),
  ].join('\n')

test.each(Object.entries(lists))('docs/exports.md describes the columns of %s', (name, { columns }) => {
  const [, section = ''] = page.split(`\n### ${name}\n`)
  expect(section.split('\n### ')[0]!.trim()).toBe(tableOf(columns))
})
