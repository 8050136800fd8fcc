const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/
const MAX_DOUBLE_DIGITS = 17
/** The service takes no larger number as a property. */
const PROPERTY_LIMIT = 2 ** 53

/**
 * The value of a CSV cell as a property: true, false, a number that keeps every digit written, or the text itself.
 * So `4808` and `1.50` are numbers; `007` and `12345678901234567890` stay text.
 */
export function cellValue(cell: string): string | number | boolean {
  if (cell === 'true') return true
  if (cell === 'false') return false
  const number = numberIn(cell)
  return number !== undefined && Math.abs(number) < PROPERTY_LIMIT ? number : cell
}

/** The number that a cell is, where a number can keep every digit of it. */
export function numberIn(cell: string): number | undefined {
  return JSON_NUMBER.test(cell) && keepsEveryDigit(cell) ? Number(cell) : undefined
}

function keepsEveryDigit(cell: string): boolean {
  const written = significantDigits(cell)
  if (written === '') return true
  if (written.length > MAX_DOUBLE_DIGITS) return false
  return significantDigits(Number(cell).toExponential(written.length - 1)) === written
}

function significantDigits(number: string): string {
  return number.replace(/e.*$/i, '').replace(/[-.]/g, '').replace(/^0+/, '')
}
