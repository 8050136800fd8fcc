import { hash } from 'node:crypto'
import type { RowFact } from './row-fact.ts'

/**
 * The id of a fact whose row has none: 32 hexadecimal digits of a SHA-256 over the file's content (see
 * `contentDigest`), the line and the fact. Importing again gives the same ids, also after the file was moved,
 * renamed or compressed. Two equal rows of a file are two facts, and so is the same row in two files that differ.
 * A file that grew is another file: to import a growing one again and again, its rows need ids of their own.
 */
export function eventId(fileDigest: string, line: number, fact: RowFact): string {
  return hash('sha256', `${fileDigest}\n${line}\n${JSON.stringify(fact)}`).slice(0, 32)
}
