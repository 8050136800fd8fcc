import { type ClientBase } from 'pg'
import { onlyTheirs } from '../../personal-data/only-theirs.ts'
import { type TextColumn, textColumns } from '../../personal-data/places.ts'
import { leastCharacters } from '../../personal-data/redact.ts'
import { textFinder } from '../../personal-data/text-finder.ts'
import { fetched } from '../../postgres/fetched.ts'

/** As many different values of one user as are looked for. */
const mostValues = 10_000

/** What texts of the project quote of a user's properties. */
export interface QuotedValues {
  values: string[]
  /** Whether the user has more different values than were looked for. */
  isCut: boolean
}

/** A search in a project, in the snapshot of the session's transaction. */
interface Search {
  client: ClientBase
  project: string
  /** The numbers of the user. */
  numbers: number[]
  signal: AbortSignal
  /** Words that texts have because they are the product's: they say nothing of a user. */
  words: ReadonlySet<string>
}

/**
 * The string values in properties of a user's events that a text elsewhere in the project has, and that no other user has: a city
 * with one user in it names this user. Values of fewer than 6 characters are left out.
 */
export async function quotedValues(search: Search, most = mostValues): Promise<QuotedValues> {
  const { client, project, numbers } = search
  const values = await valuesOf(search, most + 1)
  const quoted = await quotedIn(
    search,
    values.slice(0, most).filter(value => !search.words.has(value)),
  )
  const unshared = await withoutShared(search, quoted)
  return {
    values: await onlyTheirs(client, project, numbers, unshared),
    isCut: values.length > most,
  }
}

async function valuesOf({ client, numbers }: Search, most: number): Promise<string[]> {
  const { rows } = await client.query<{ value: string }>(
    `select distinct found #>> '{}' as value
     from events, jsonb_path_query(properties, 'strict $.** ? (@.type() == "string")') as found
     where user_no = any($1::integer[]) and length(found #>> '{}') >= ${leastCharacters}
     limit ${most}`,
    [numbers],
  )
  return rows.map(({ value }) => value)
}

/** The values that a text of the project has. */
async function quotedIn(search: Search, values: string[]): Promise<string[]> {
  const quoted = new Set<string>()
  for (const columns of Map.groupBy(await textColumns(search.client), ({ table }) => table).values())
    for await (const found of findings(search, values, formsIn, textsOf(columns), [search.project]))
      for (const value of found) quoted.add(value)
  return [...quoted]
}

/** The texts of a row in one. */
const textsOf = (columns: TextColumn[]) => `
  select concat_ws(e'\\n', ${columns.map(({ column }) => column).join(', ')}) as text
  from ${columns[0]!.table} t where ${columns[0]!.ofProject}`

/** A value in a text, and in the text of a JSON value. */
const formsIn = (value: string) => [value, JSON.stringify(value).slice(1, -1)]

/** The values that no event of anyone else has, of another user or of none, in any column. Ends once every value was seen. */
async function withoutShared(search: Search, values: string[]): Promise<string[]> {
  const unshared = new Set(values)
  if (!unshared.size) return []
  const others = `
    select to_jsonb(e)::text as text from events e
    where project = $1 and (user_no is null or user_no <> all($2::integer[]))`
  for await (const found of findings(search, values, wholeValue, others, [search.project, search.numbers])) {
    for (const value of found) unshared.delete(value)
    if (!unshared.size) break
  }
  return [...unshared]
}

const wholeValue = (value: string) => [JSON.stringify(value)]

/** The values whose forms occur in the column `text` of a statement's rows, row by row. */
async function* findings(
  { client, signal }: Search,
  values: string[],
  formsOf: (value: string) => string[],
  statement: string,
  parameters: unknown[],
): AsyncGenerator<Iterable<string>> {
  const valueByForm = new Map(values.flatMap(value => formsOf(value).map(form => [form, value] as const)))
  const find = textFinder(valueByForm.keys())
  for await (const rows of fetched<{ text: string }>(client, statement, parameters)) {
    signal.throwIfAborted()
    for (const { text } of rows)
      yield find(text)
        .values()
        .map(form => valueByForm.get(form)!)
  }
}
