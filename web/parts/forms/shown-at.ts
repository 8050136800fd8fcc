import { type Refusal } from '../../api/use-change.ts'

/** Refusals with the names that a form has for the fields of the input: several of those may be one field of the form. */
export const shownAt = (fieldOf: Partial<Record<string, string>>, refusals: Refusal[]): Refusal[] =>
  refusals.map(({ field, message }) => ({ field: fieldOf[field] ?? field, message }))
