import { isOutOfFiles } from './is-out-of-files.ts'

/** The error codes of ClickHouse when a table, or a file of it, is missing or damaged. */
const damageCodes = new Set([
  '32', // ATTEMPT_TO_READ_AFTER_EOF
  '33', // CANNOT_READ_ALL_DATA
  '40', // CHECKSUM_DOESNT_MATCH
  '60', // UNKNOWN_TABLE
  '76', // CANNOT_OPEN_FILE
  '107', // FILE_DOESNT_EXIST
  '226', // NO_FILE_IN_DATA_PART
  '228', // BAD_SIZE_OF_FILE_IN_DATA_PART
  '246', // CORRUPTED_DATA
  '271', // CANNOT_DECOMPRESS
  '432', // UNKNOWN_CODEC
])

/** STD_EXCEPTION. Only errors of the file system mean damage. */
const standardException = '1001'

/** Whether an error of ClickHouse means that its tables are damaged. */
export function isDamage(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error) || isOutOfFiles(error)) return false
  const code = String(error.code)
  return damageCodes.has(code) || (code === standardException && error.message.includes('filesystem error'))
}
