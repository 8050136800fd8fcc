import { createHash } from 'node:crypto'
import { tables } from './tables.ts'

/**
 * The version of the way events are written into the tables. A change of it that the table definitions do not show
 * needs a new number, so that existing tables are filled again. 2: characters at the edge of two chunks stay intact,
 * and fractions are parsed exactly. 3: a key with the text `%2E` is not a key with a dot.
 */
const copyVersion = 3

/** Identifies the table definitions and how the tables are filled. A store with another layout is filled again. */
export const layout = `${copyVersion} ${createHash('sha256').update(tables.join(';')).digest('hex').slice(0, 16)}`
