import { parseArgs } from 'node:util'
import { IANAZone } from 'luxon'
import { type KindName } from '../../ingest/kinds/index.ts'
import { MAX_EVENTS } from './batches.ts'
import {
  columnMapping,
  fieldsOf,
  fieldsOfAnyKind,
  ownFields,
  sharedFields,
  usualNulls,
} from './column-mapping.ts'
import { type Reading } from './reading.ts'
import { renames } from './renames.ts'
import { ImportError } from './row.ts'
import { type ServiceAddress } from './send.ts'
import { type SourceName, sources } from './sources/index.ts'

const MAX_CONCURRENCY = 8

/** The arguments of the command, checked. */
export interface ImportSettings {
  paths: string[]
  service: ServiceAddress
  reading: Reading
  /** Whether the product may be guessed from the first row. */
  isGuessed: boolean
  isDryRun: boolean
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
    reading: readingOf(values),
    isGuessed: values.from === undefined && values.kind === undefined,
    isDryRun: values['dry-run'],
    batch: wholeNumber('--batch', values.batch, MAX_EVENTS),
    concurrency: wholeNumber('--concurrency', values.concurrency, MAX_CONCURRENCY),
  }
}

/** The address of the service on this machine, and a token for it. */
export interface OwnService {
  url: () => string
  token: () => string
}

type Values = ReturnType<typeof parsedArguments>['values']

function readingOf({ from, kind, map, set, now, null: nulls, zone, as }: Values): Reading {
  if (from !== undefined && kind !== undefined)
    throw new ImportError('--kind is for files of your own: with --from each row has its kind')
  const source = from === undefined ? undefined : checkedSource(from)
  const ownKind = checkedKind(kind ?? 'event')
  const fields = source ? fieldsOfAnyKind : fieldsOf(ownKind)
  const options = { isNow: now, nulls: new Set(nulls.split(',')) }
  return {
    mapping: columnMapping(map, set, ownKind, options, fields),
    source,
    isMapped: source === undefined && map !== undefined,
    zone: checkedZone(zone),
    renames: renames(as),
  }
}

function parsedArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        token: { type: 'string' },
        from: { type: 'string' },
        zone: { type: 'string', default: 'UTC' },
        as: { type: 'string', multiple: true },
        'dry-run': { type: 'boolean', default: false },
        kind: { type: 'string' },
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

/** An address without a path is that of the whole service. */
function checkedUrl(text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol))
    throw new ImportError(`--url "${text}" is not an http or https address`)
  return url.pathname === '/' ? new URL('/graphql', url).href : text
}

function checkedKind(kind: string): KindName {
  if (Object.hasOwn(ownFields, kind)) return kind as KindName
  throw new ImportError(`--kind must be one of ${Object.keys(ownFields).join(', ')}`)
}

function checkedSource(from: string): SourceName {
  if (Object.hasOwn(sources, from)) return from as SourceName
  throw new ImportError(`--from must be one of ${Object.keys(sources).join(', ')}`)
}

function checkedZone(zone: string): string {
  if (IANAZone.isValidZone(zone)) return zone
  throw new ImportError(`--zone "${zone}" is not the name of a time zone, such as Europe/Berlin`)
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  throw new ImportError(`${option} must be a whole number from 1 to ${most}`)
}

const kinds = Object.entries(ownFields).map(
  ([kind, fields]) => `  ${kind.padEnd(14)}${listText(Object.keys(fields), 16)}`,
)

const products = Object.entries(sources).map(([name, { title }]) => `  ${name.padEnd(14)}${title}`)

/** The text of `--help`. */
export const helpText = `Sends files of events to a running service: those of other products, and your own.

  npm run import -- FILE… [options]

FILE is NDJSON, JSON or CSV in UTF-8, plain, gzip, zstd or inside a ZIP archive, or a folder of such files. The name
decides about .ndjson, .jsonl and .csv, otherwise the content.

  --from P             the product that the files are from (default: guessed from the first row)
  --dry-run            shows what the rows become, and what the service would reject; sends nothing
  --zone Z             the zone of times that do not name theirs, such as Europe/Berlin (default: UTC)
  --as NAME=PATTERN    renames events; in PATTERN, * stands for any text
  --url U              the service's address (default: http://HOST:PORT/graphql)
  --token T            a token with the role service (default: one signed with AUTH_SECRET_KEY)
  --kind K             the kind of event of all rows of your own files (default: event)
  --map F=COLUMN,…     fills field F from COLUMN
  --set F=TEXT,…       fills field F of every event with TEXT
  --now                an event without a time happens now, instead of being rejected
  --null WORD,…        texts that stand for no value (default: ${usualNulls.join(',')})
  --batch N            events per request, 1 to 1000 (default: 1000)
  --concurrency N      requests at the same time, 1 to 8 (default: 2)

P is one of

${products.join('\n')}

F is ${Object.keys(sharedFields).join(', ')}, properties, properties.X or, of K:

${kinds.join('\n')}

A column with the name of a field fills the field; other columns become properties. COLUMN may be a path into objects
and lists, such as properties.time or tags.0, and several columns, of which the first one with a value counts, such as
'user_id|device_id'. A time without a zone is UTC or in --zone; a number counts seconds, milliseconds, microseconds or
nanoseconds since 1970. A name over 200 characters is cut, and the property of its name has the whole.
A row without an id gets one from the content of the file and its line: importing a file again changes nothing.
With --from, --map and --set fill further fields. With --map alone, the rules of a guessed product read only rows that
have no name under the mapping, such as the traits of a user.

At the end stand tables to compare with the numbers of the other product. The exit code is 0 when no row was rejected,
and 1 when some were or the import failed.

  npm run import -- mixpanel.ndjson.gz --dry-run
  npm run import -- amplitude_export.zip --as 'message_sent=send message*'
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
