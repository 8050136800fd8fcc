import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRequest, formatDocument, stringifyDocument } from 'urql'

const web = join(import.meta.dirname, '..')

/** These two are sent while there is no session, and so without urql. */
const sentWithoutClient = new Set(['ObtainToken', 'RefreshToken'])

/** Writes `documents.json`: each document that the page sends, by its hash, for a service that allows only those of a list. */
export async function writeDocuments(folder: string): Promise<void> {
  const texts = (await operations()).map(([name, text]) => sentText(name, text))
  const byHash = Object.fromEntries(texts.map(text => [hashOf(text), text]))
  await writeFile(join(folder, 'documents.json'), JSON.stringify(byHash))
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** The name and text of each operation of the page. */
export async function operations(): Promise<[name: string, text: string][]> {
  const modules = globSync('**/*.graphql.ts', { cwd: web })
  const constants = await Promise.all(
    modules.map(async path => Object.entries<string>(await import(join(web, path)))),
  )
  return constants.flat()
}

/**
 * The text exactly as the page sends it. urql's cache asks for the type of each object, and prints the document anew. Streams are
 * read without urql.
 */
export const sentText = (name: string, text: string): string =>
  sentWithoutClient.has(name) || text.startsWith('subscription')
    ? text
    : stringifyDocument(formatDocument(createRequest(text, {}).query))
