import { parseArgs } from 'node:util'

/** The parts of the benchmark, in the order they run: questions and memory speak about what `load` loaded. */
export const parts = ['ingest', 'single', 'load', 'freshness', 'questions', 'memory'] as const
export type Part = (typeof parts)[number]

export interface Options {
  size: number
  isKept: boolean
  only: readonly Part[]
}

export const help = `npm run bench -- [options]

Measures Convograph beside its bare engines, in one run on this machine, and prints a Markdown table.

  --size N    facts to load before the questions are asked (default 1000000; at least 1000)
  --only P    only these parts, such as ingest,single (of ${parts.join(', ')})
  --keep      leave the temporary data folder in place and say where it is
  --help      this text
`

/** @throws Error that says which option is wrong; 'help' when help was asked for */
export function readOptions(args: string[]): Options | 'help' {
  const { values } = parseArgs({ args, options })
  if (values.help) return 'help'
  const size = Number(values.size)
  if (!Number.isSafeInteger(size) || size < 1_000) throw new Error('--size must be a whole number from 1000.')
  return { size, isKept: values.keep, only: values.only === undefined ? parts : partsOf(values.only) }
}

const options = {
  size: { type: 'string', default: '1000000' },
  only: { type: 'string' },
  keep: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

function partsOf(list: string): Part[] {
  const named = list.split(',')
  const unknown = named.find(name => !parts.some(part => part === name))
  if (unknown !== undefined) throw new Error(`--only knows ${parts.join(', ')}, not "${unknown}".`)
  return parts.filter(part => named.includes(part))
}
