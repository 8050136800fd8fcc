import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Check, check } from '../real/check.ts'
import { type Service, startService } from './service.ts'
import { type Office, openedBy } from './soffice.ts'

/** The most rows of a worksheet, without that of the names. */
const mostRows = 1_048_575

/** Compares what LibreOffice shows of exports with what the API answers. */
export async function checked(office: Office): Promise<Check[]> {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-office-'))
  const service = await startService(folder)
  const opened: Open = async input => {
    const file = await service.exported(input)
    if (typeof file === 'string') throw new Error(`The export failed with ${file}.`)
    const workbook = join(folder, 'export.xlsx')
    await writeFile(workbook, file)
    return openedBy(office, workbook)
  }
  try {
    return [...(await checkCells(service, opened)), ...(await checkLongest(service, opened))]
  } finally {
    await service.close()
    await rm(folder, { recursive: true, force: true })
  }
}

type Open = (input: object) => Promise<string[][]>

/** Texts that a spreadsheet would run, take for a number or a date, or write otherwise. */
const texts = [
  ...['=1+1', '+1', '-1', '@SUM(1)', '=HYPERLINK("http://127.0.0.1/","x")', '\t=1', ' =1', 'a\n=1', "'=1"],
  ...['1', '1.50', '007', '1e3', '2026-01-31', '31.01.2026', '10:00', 'TRUE', '#REF!', '12 %', '$5'],
  ...[
    'say "no"',
    'a,b',
    'two\nlines',
    '\ufeffmark',
    '😀',
    '👩‍👩‍👧‍👦',
    'שלום',
    '日本',
    '_x0041_',
    '<b>&amp;',
    ' blanks ',
  ],
]
const numbers = [0, -1, 0.1, 1.5, 1e-7, 123_456_789.125, 9_007_199_254_740_991, 1e15]

/** The times have milliseconds, of a leap day and across a change of the clock. */
const times = ['2024-02-29T23:59:59.999Z', '2024-03-31T00:59:59.001Z', '2024-03-31T01:00:00.000Z']

const allTime = { between: { from: '2024-01-01T00:00:00Z', to: '2025-01-01T00:00:00Z' } }
const columns = ['timestamp', 'name', 'value', 'unit', 'properties']

async function checkCells(service: Service, opened: Open): Promise<Check[]> {
  const sent = texts.map((unit, i) => ({
    systemMetric: {
      name: `metric ${i}`,
      timestamp: times[i % times.length],
      value: numbers[i % numbers.length],
      unit: unit.slice(0, 50),
      properties: { text: unit },
    },
  }))
  await service.answer('mutation ($input: TrackInput!) { track(input: $input) { accepted } }', {
    input: { events: sent },
  })
  const [names, ...rows] = await opened({ list: 'SYSTEM_METRICS', range: allTime, columns })
  const answered = await metricsOf(service)
  const expected = answered.map(({ timestamp, name, value, unit, properties }) => [
    timestamp,
    name,
    String(value),
    unit,
    JSON.stringify(properties),
  ])
  const byName = (all: string[][]) => all.toSorted((one, other) => (one[1]! < other[1]! ? -1 : 1))
  return [
    check('names of the columns', names, columns),
    check(`${texts.length} rows`, rows.length, texts.length),
    ...byName(expected).map((row, i) =>
      check(`cells of ${row[1]}: ${row[3]}`, withNumber(byName(rows)[i] ?? []), withNumber(row)),
    ),
  ]
}

/** LibreOffice writes a number with other digits than JavaScript, such as 0.0000001. */
const withNumber = (row: string[]) => row.map((cell, i) => (columns[i] === 'value' ? Number(cell) : cell))

interface Metric {
  timestamp: string
  name: string
  value: number
  unit: string
  properties: object
}

async function metricsOf({ answer }: Service): Promise<Metric[]> {
  const { events } = await answer<{ events: { nodes: Metric[] } }>(
    `query ($range: DateRangeInput) { events(first: 100, filter: { range: $range }) {
       nodes { timestamp name properties ... on SystemMetricValue { value unit } } } }`,
    { range: allTime },
  )
  return events.nodes
}

/** Rows with the numbers from 0 on. One list of so many numbers would be too long for a query. */
const numbered = (rows: number) => ({
  sql: `SELECT a * 1024 + b AS n, concat('=', toString(n)) AS formula
    FROM (SELECT arrayJoin(range(1024)) AS a) AS high CROSS JOIN (SELECT arrayJoin(range(1024)) AS b) AS low
    WHERE n < ${rows} ORDER BY n`,
})

async function checkLongest(service: Service, opened: Open): Promise<Check[]> {
  const [names, ...rows] = await opened(numbered(mostRows))
  const ends = [0, 1, mostRows - 1]
  const refused = await service.exported(numbered(mostRows + 1))
  return [
    check('the longest worksheet: names', names, ['n', 'formula']),
    check('the longest worksheet: rows', rows.length, mostRows),
    check(
      'the longest worksheet: the first rows and the last one',
      ends.map(i => rows[i]),
      ends.map(i => [String(i), `=${i}`]),
    ),
    check(
      'the longest worksheet: every row has its number',
      rows.findIndex(([n, formula], i) => n !== String(i) || formula !== `=${i}`),
      -1,
    ),
    check('one row more is refused', refused, 'RESULT_TOO_LARGE'),
  ]
}
