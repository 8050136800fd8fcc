import { createHash } from 'node:crypto'
import { tables } from './tables.ts'

/**
 * How facts are written into the tables. A change of it that the definitions of the tables do not show needs a new
 * number, so that what was written before is written anew. 2: no character is damaged where two chunks of text meet,
 * and fractions are read to their last bit.
 */
const copyVersion = 2

/** Names the definitions of the tables, and how they are filled: what a store has to be like to be continued. */
export const layout = `${copyVersion} ${createHash('sha256').update(tables.join(';')).digest('hex').slice(0, 16)}`
