import { type KindName, kinds } from '../../../ingest/kinds/index.ts'
import { type Tally } from '../tally.ts'
import { type Contents, type Outcomes } from './contents.ts'
import { type Cell, tableText } from './table-text.ts'

const mostShown = 20
const mostCharacters = 60

/** The text of the tables at the end of an import, to hold against the numbers of the product that the files are from. */
export function contentsText(contents: Contents, tally: Tally): string {
  return [
    factsText(contents, tally),
    outcomesText(
      'kind',
      [...contents.kinds].map(([kind, counts]) => [kindText(kind), counts]),
    ),
    outcomesText('events by name', [...contents.names]),
    modelsText(contents),
    countsText('rejected by code', tally.codes),
    countsText('left out', contents.skipped),
  ]
    .filter(text => text !== '')
    .join('\n\n')
}

const kindText = (kind: KindName) => kinds[kind].words.many

function factsText(
  { rows, first, last }: Contents,
  { users, links, refusedLinks, identified }: Tally,
): string {
  const span = Number.isFinite(first)
    ? [`from ${new Date(first).toISOString()} to ${new Date(last).toISOString()}`]
    : []
  return [
    `${number(rows)} rows, ${number(users)} users of events`,
    ...span,
    ...(links + refusedLinks > 0 ? [linksText(links, refusedLinks)] : []),
    ...(identified > 0 ? [`${number(identified)} users got traits`] : []),
  ].join('\n')
}

function linksText(links: number, refused: number): string {
  const rest = refused > 0 ? `; ${number(refused)} others belong to another user, or are known users` : ''
  return `${number(links)} visitors belong to a user${rest}`
}

function outcomesText(title: string, entries: [string, Outcomes][]): string {
  const rows = largestFirst(entries, ({ ACCEPTED, DUPLICATE, REJECTED }) => ACCEPTED + DUPLICATE + REJECTED)
  return table(rows, ([name, { ACCEPTED, DUPLICATE, REJECTED }]) => ({
    [title]: name.slice(0, mostCharacters),
    new: ACCEPTED,
    duplicates: DUPLICATE,
    rejected: REJECTED,
  }))
}

function modelsText({ models }: Contents): string {
  const rows = largestFirst([...models], ({ calls }) => calls)
  return table(rows, ([model, { calls, input, output, cost, unpriced }]) => ({
    'AI calls by model': model,
    calls,
    'input tokens': input,
    'output tokens': output,
    'without a cost': unpriced,
    'US dollars': cost.toFixed(6),
  }))
}

const countsText = (title: string, counts: Map<string, number>): string =>
  table(
    largestFirst([...counts], count => count),
    ([name, count]) => ({ [title]: name, rows: count }),
  )

function largestFirst<Value>(entries: [string, Value][], size: (value: Value) => number): [string, Value][] {
  return entries.sort(([a, one], [b, other]) => size(other) - size(one) || (a < b ? -1 : 1))
}

/** Empty without rows; beyond the largest rows, only their number. */
function table<Row>(rows: Row[], cells: (row: Row) => Record<string, Cell>): string {
  if (rows.length === 0) return ''
  const text = tableText(rows.slice(0, mostShown).map(cells))
  return rows.length > mostShown ? `${text}\n  and ${number(rows.length - mostShown)} more` : text
}

const number = (count: number) => count.toLocaleString('en-US')
