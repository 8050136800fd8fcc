import { aggregates, functions, sets } from './tree.ts'

/** The words between parts of a formula. */
export const connectives = [
  'and',
  'or',
  'not',
  'where',
  'in',
  'contains',
  'properties',
  'traits',
  'true',
  'false',
]

const words = new Set([
  ...connectives,
  ...Object.keys(functions),
  ...Object.keys(aggregates),
  ...Object.keys(sets),
])

/** Whether a name has a meaning in formulas already, so that no metric can have it. */
export const isWordOfFormulas = (name: string): boolean => words.has(name)
