import { ImportError } from './row.ts'
import { type RowEvent } from './row-event.ts'

/** New names of events, by patterns of their names; the first one that matches counts. */
export type Renames = { name: string; pattern: RegExp }[]

/**
 * The renames of the options `--as name=pattern`, in which `*` stands for any text.
 * @throws ImportError for an option that is not of this form
 */
export function renames(options: string[] = []): Renames {
  return options.map(option => {
    const [, name, pattern] = /^([^=]+)=(.+)$/s.exec(option) ?? []
    if (name === undefined || pattern === undefined)
      throw new ImportError(`--as "${option}" is not name=pattern`)
    return { name, pattern: new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 's') }
  })
}

const escaped = (text: string) => text.replace(/[\\^$.+?()[\]{}|]/g, '\\$&')

/** The event under its new name; without one, the event itself. */
export function renamed(event: RowEvent, renames: Renames): RowEvent {
  const found = renames.find(({ pattern }) => typeof event.name === 'string' && pattern.test(event.name))
  return found === undefined ? event : { ...event, name: found.name }
}
