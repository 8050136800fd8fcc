import { copied } from './copied.ts'
import { say } from './notice.tsx'

/** Copies a text, and says `done` or why it was not copied. */
export const copy = async (text: string, done: string): Promise<void> => say(await copied(text, done))
