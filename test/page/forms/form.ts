import { type Hands } from '../hands.ts'
import { type Visitor } from '../visitor.ts'

/** What is filled in, the page it is on, and how it is done. */
export type Form = [name: string, path: string, fill: (hands: Hands, visitor: Visitor) => Promise<void>]
