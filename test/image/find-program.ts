import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The path of a program that the shell would run by this name; undefined if there is none. */
export const findProgram = (name: string): string | undefined =>
  process.env
    .PATH!.split(delimiter)
    .map(folder => join(folder, name))
    .find(path => existsSync(path))
