import { parseArgs } from 'node:util'
import { type ColumnMapping, columnMapping } from './column-mapping.ts'
import { type FactKind, ownFields } from './fact-kinds.ts'
import { ImportError } from './import-error.ts'
import type { ServiceAddress } from './post-facts.ts'
import { MAX_FACTS } from './track-body.ts'

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
    batch: wholeNumber('--batch', values.batch, MAX_FACTS),
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
        batch: { type: 'string', default: String(MAX_FACTS) },
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

function checkedKind(kind: string): FactKind {
  if (Object.hasOwn(ownFields, kind)) return kind as FactKind
  throw new ImportError(`--kind is one of ${Object.keys(ownFields).join(', ')}`)
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  throw new ImportError(`${option} is a whole number from 1 to ${most}`)
}
