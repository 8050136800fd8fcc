import { parseArgs } from 'node:util'
import { MAX_EVENTS } from './batches.ts'
import { type ColumnMapping, columnMapping } from './column-mapping.ts'
import { type EventKind, ownFields, sharedFields } from './event-kinds.ts'
import { ImportError } from './row.ts'
import { type ServiceAddress } from './send.ts'

const MAX_CONCURRENCY = 8

/** What the command line asks for. */
export interface ImportSettings {
  paths: string[]
  service: ServiceAddress
  mapping: ColumnMapping
  batch: number
  concurrency: number
}

/**
 * Reads the arguments after the program's name. `ownService` is asked only for what they do not give, so an import
 * into another machine's service needs no settings of its own. Throws an ImportError for a wrong argument.
 */
export function importSettings(args: string[], ownService: OwnService): ImportSettings | 'help' {
  const { values, positionals: paths } = parsedArguments(args)
  if (values.help) return 'help'
  if (paths.length === 0) throw new ImportError('No file is given; --help shows how')
  return {
    paths,
    service: { url: checkedUrl(values.url ?? ownService.url()), token: values.token ?? ownService.token() },
    mapping: columnMapping(values.map, values.set, checkedKind(values.kind)),
    batch: wholeNumber('--batch', values.batch, MAX_EVENTS),
    concurrency: wholeNumber('--concurrency', values.concurrency, MAX_CONCURRENCY),
  }
}

/** This machine's service, worked out from its settings when asked. */
export interface OwnService {
  url: () => string
  token: () => string
}

function parsedArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        token: { type: 'string' },
        kind: { type: 'string', default: 'event' },
        map: { type: 'string', multiple: true },
        set: { type: 'string', multiple: true },
        batch: { type: 'string', default: String(MAX_EVENTS) },
        concurrency: { type: 'string', default: '2' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new ImportError((error as Error).message, { cause: error }) // parseArgs throws nothing but TypeErrors
  }
}

function checkedUrl(url: string): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return url
  throw new ImportError(`--url "${url}" is not an http or https address`)
}

function checkedKind(kind: string): EventKind {
  if (Object.hasOwn(ownFields, kind)) return kind as EventKind
  throw new ImportError(`--kind is one of ${Object.keys(ownFields).join(', ')}`)
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  throw new ImportError(`${option} is a whole number from 1 to ${most}`)
}

const kinds = Object.entries(ownFields).map(
  ([kind, fields]) => `  ${kind.padEnd(14)}${listText(Object.keys(fields), 16)}`,
)

/** What `--help` prints. */
export const helpText = `Sends files of events to a running service.

  npm run import -- FILE… [options]

FILE is NDJSON (.ndjson, .jsonl) or CSV (.csv) in UTF-8, plain or gzip; under another name its content decides.

  --url U              the service's GraphQL address (default: http://HOST:PORT/graphql)
  --token T            a token that may track (default: one made from AUTH_SECRET_KEY)
  --kind K             what a row is (default: event)
  --map F=COLUMN,…     takes field F of the event from COLUMN
  --set F=TEXT,…       gives every event the same field F
  --batch N            events per request, 1 to 1000 (default: 1000)
  --concurrency N      requests on their way at once, 1 to 8 (default: 2)

F is ${Object.keys(sharedFields).join(', ')}, properties.X or, of K:

${kinds.join('\n')}

Columns named like a field fill it; all others become properties. A date-time without a zone is read as UTC.
Rows without an id get one from the file's content and their line, so importing a file again changes nothing.

  npm run import -- signups.csv --map userId=Customer,timestamp=Date --set name=signup
  npm run import -- calls.csv --kind aiCall --map timestamp=TIMESTAMP,inputTokens=ContextTokens --set model=gpt-4o
`

/** Names with commas between them; what is too long for a line goes on below. */
function listText(names: string[], indent: number): string {
  const lines: string[] = []
  for (const name of names) {
    const last = lines.at(-1)
    if (last === undefined || last.length + name.length > 90) lines.push(name)
    else lines[lines.length - 1] = `${last}, ${name}`
  }
  return lines.join(`,\n${' '.repeat(indent)}`)
}
