import { availableParallelism, cpus } from 'node:os'
import { milliseconds } from '../figure.ts'
import { type MeasuredDashboard } from './dashboards.ts'

const most = { ratio: 1.2, builtInMs: 400 }

/** One table: a row for each dashboard, with its most expensive widget and the target. */
export function dashboardsReport(dashboards: MeasuredDashboard[], size: number, startedAt: Date): string {
  return [
    `${startedAt.toISOString().slice(0, 16)} UTC · ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}) · Node ${process.version}`,
    '',
    row([
      `dashboard, ${size.toLocaleString('en')} events`,
      'in one request',
      'its dearest widget alone',
      'ratio',
      'all widgets, one by one',
      'target',
      'met?',
    ]),
    row(Array(7).fill('---')),
    ...dashboards.map(rowOf),
    '',
    'Medians of 11 rounds after 2 to warm up, over HTTP. Each widget alone is asked by `ask`. The built-in dashboards are about 30 days, compared with the 30 days before; the twelve widgets about 90 days.',
  ].join('\n')
}

function rowOf({ name, whole, widgets, isBuiltIn }: MeasuredDashboard): string {
  const dearest = widgets.toSorted((a, b) => b.alone.median - a.alone.median)[0]!
  const ratio = whole.median / dearest.alone.median
  const oneByOne = widgets.reduce((sum, { alone }) => sum + alone.median, 0)
  const isMet = isBuiltIn ? whole.median <= most.builtInMs : ratio <= most.ratio
  return row([
    `${name}, ${widgets.length} widgets`,
    milliseconds(whole),
    `${milliseconds(dearest.alone)} (${dearest.title})`,
    `${ratio.toFixed(2)} ×`,
    `${oneByOne.toFixed(1)} ms`,
    isBuiltIn ? `≤ ${most.builtInMs} ms` : `≤ ${most.ratio} ×`,
    isMet ? 'yes' : 'NO',
  ])
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`
