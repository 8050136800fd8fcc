import { ownFields, sharedFields } from './fact-kinds.ts'

const kinds = Object.entries(ownFields).map(
  ([kind, fields]) => `  ${kind.padEnd(14)}${listText(Object.keys(fields), 16)}`,
)

/** What `--help` prints. */
export const helpText = `Sends files of facts to a running service.

  npm run import -- FILE… [options]

FILE is NDJSON (.ndjson, .jsonl) or CSV (.csv) in UTF-8, plain or gzip; under another name its content decides.

  --url U              the service's GraphQL address (default: http://HOST:PORT/graphql)
  --token T            a token that may track (default: one made from AUTH_SECRET_KEY)
  --kind K             what a row is (default: event)
  --map F=COLUMN,…     takes field F of the fact from COLUMN
  --set F=TEXT,…       gives every fact the same field F
  --batch N            facts per request, 1 to 1000 (default: 1000)
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
