import { parseArgs } from 'node:util'
import { type KindName } from '../../ingest/kinds/index.ts'
import { MAX_EVENTS } from './batches.ts'
import { type ColumnMapping, columnMapping, ownFields, sharedFields, usualNulls } from './column-mapping.ts'
import { ImportError } from './row.ts'
import { type ServiceAddress } from './send.ts'

const MAX_CONCURRENCY = 8

/** The arguments of the command, checked. */
export interface ImportSettings {
  paths: string[]
  service: ServiceAddress
  mapping: ColumnMapping
  batch: number
  concurrency: number
}

/**
 * Reads the arguments after the program's name. `ownService` is used only for an address or token that is not given, so
 * an import into the service of another machine needs no settings on this one.
 * @throws ImportError for a wrong argument
 */
export function importSettings(args: string[], ownService: OwnService): ImportSettings | 'help' {
  const { values, positionals: paths } = parsedArguments(args)
  if (values.help) return 'help'
  if (paths.length === 0) throw new ImportError('The name of a file is missing; see --help')
  return {
    paths,
    service: { url: checkedUrl(values.url ?? ownService.url()), token: values.token ?? ownService.token() },
    mapping: columnMapping(values.map, values.set, checkedKind(values.kind), {
      isNow: values.now,
      nulls: new Set(values.null.split(',')),
    }),
    batch: wholeNumber('--batch', values.batch, MAX_EVENTS),
    concurrency: wholeNumber('--concurrency', values.concurrency, MAX_CONCURRENCY),
  }
}

/** The address of the service on this machine, and a token for it. */
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
        now: { type: 'boolean', default: false },
        null: { type: 'string', default: usualNulls.join(',') },
        batch: { type: 'string', default: String(MAX_EVENTS) },
        concurrency: { type: 'string', default: '2' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new ImportError((error as Error).message, { cause: error }) // parseArgs throws only TypeErrors
  }
}

function checkedUrl(url: string): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return url
  throw new ImportError(`--url "${url}" is not an http or https address`)
}

function checkedKind(kind: string): KindName {
  if (Object.hasOwn(ownFields, kind)) return kind as KindName
  throw new ImportError(`--kind must be one of ${Object.keys(ownFields).join(', ')}`)
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  throw new ImportError(`${option} must be a whole number from 1 to ${most}`)
}

const kinds = Object.entries(ownFields).map(
  ([kind, fields]) => `  ${kind.padEnd(14)}${listText(Object.keys(fields), 16)}`,
)

/** The text of `--help`. */
export const helpText = `Sends files of events to a running service.

  npm run import -- FILE… [options]

FILE is NDJSON (.ndjson, .jsonl) or CSV (.csv) in UTF-8, plain or gzip. With another name, the content decides.

  --url U              the service's GraphQL address (default: http://HOST:PORT/graphql)
  --token T            a token with the role service (default: one signed with AUTH_SECRET_KEY)
  --kind K             the kind of event of all rows (default: event)
  --map F=COLUMN,…     fills field F from COLUMN
  --set F=TEXT,…       fills field F of every event with TEXT
  --now                an event without a time happens now, instead of being rejected
  --null WORD,…        texts that stand for no value (default: ${usualNulls.join(',')})
  --batch N            events per request, 1 to 1000 (default: 1000)
  --concurrency N      requests at the same time, 1 to 8 (default: 2)

F is ${Object.keys(sharedFields).join(', ')}, properties, properties.X or, of K:

${kinds.join('\n')}

A column with the name of a field fills the field; other columns become properties. COLUMN may be a path into an
object, such as properties.time. A time without a zone is UTC; a number counts seconds, milliseconds, microseconds or
nanoseconds since 1970. A name over 200 characters is cut, and the property of its name has the whole.
A row without an id gets one from the content of the file and its line: importing a file again changes nothing.

The exit code is 0 when no row was rejected, 1 when some were or the import failed, and 2 when all were.

  npm run import -- signups.csv --map userId=Customer,timestamp=Date --set name=signup
  npm run import -- calls.csv --kind aiCall --map timestamp=TIMESTAMP,inputTokens=ContextTokens --set model=gpt-4o
`

/** Names with commas between them, in lines of about 90 characters. */
function listText(names: string[], indent: number): string {
  const lines: string[] = []
  for (const name of names) {
    const last = lines.at(-1)
    if (last === undefined || last.length + name.length > 90) lines.push(name)
    else lines[lines.length - 1] = `${last}, ${name}`
  }
  return lines.join(`,\n${' '.repeat(indent)}`)
}
