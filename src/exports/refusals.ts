import { badInput } from '../errors.ts'

const tooLarge = (message: string) => badInput('RESULT_TOO_LARGE', 'format', message)

/** The rows do not fit into a worksheet, whatever the file may have. */
export const tooLargeForXlsx = (most: string) =>
  tooLarge(`The rows exceed ${most}, which is the limit of XLSX. Export them as CSV or PARQUET.`)

/** The file would exceed the bytes that the exports of the project may have together. */
export const tooManyBytes = (most: number) =>
  tooLarge(
    `The exports of the project may have ${most.toLocaleString('en')} bytes together (setting EXPORT_MAX_BYTES). ` +
      'Delete earlier exports, or export fewer rows or columns, or compressed.',
  )
