import { readFile } from 'node:fs/promises'
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'
import { z } from 'zod'
import { currentDocument } from './former-forms/in-documents.ts'

/** The text of each allowed document by its id, which is usually a hash of the text. */
export type TrustedDocuments = Map<string, string>

/**
 * Reads a file `{ "<id>": "<document>" }`, as graphql-codegen writes it.
 * @throws Error that names every document that cannot run, one per line
 */
export async function readTrustedDocuments(
  path: string,
  schema: GraphQLSchema,
  maxTokens: number,
): Promise<TrustedDocuments> {
  const documents = new Map(Object.entries(await textsIn(path)))
  const mistakes = [...documents].flatMap(([id, text]) => mistakesIn(id, text, schema, maxTokens))
  if (mistakes.length)
    throw new Error(`TRUSTED_DOCUMENTS names ${path}, which has mistakes:\n${mistakes.join('\n')}`)
  return documents
}

const textsById = z.record(z.string(), z.string())

async function textsIn(path: string): Promise<Record<string, string>> {
  try {
    return textsById.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    const reason = error instanceof z.ZodError ? 'not a JSON object of texts' : (error as Error).message
    throw new Error(`TRUSTED_DOCUMENTS names ${path}, which cannot be read: ${reason}`)
  }
}

function mistakesIn(id: string, text: string, schema: GraphQLSchema, maxTokens: number): string[] {
  const line = ({ message }: Error) => `  ${id}: ${message}`
  try {
    return validate(schema, currentDocument(schema, parse(text, { maxTokens }))).map(line)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    return [line(error)]
  }
}
