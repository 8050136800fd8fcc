import { cellOf } from '../../tables/table.ts'

/** A text of at most so many characters, with its end marked if some are left out. */
export const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text

/** The value of a cell as a mail shows it, with the digits that the API gives. */
export const cellText = (value: unknown): string => shortened(String(cellOf(value) ?? ''), 200)
