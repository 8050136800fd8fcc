/** CANNOT_OPEN_FILE, and STD_EXCEPTION, which the standard library throws for a file. */
const codes = ['76', '1001']

/**
 * Whether ClickHouse could not open a file because its process has reached the limit of open files. The condition
 * passes when other files are closed, so it counts as an outage. Other errors are ignored, because they may quote the
 * query.
 */
export function isOutOfFiles(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !codes.includes(String(error.code))) return false
  return /errno: 24\b|Too many open files/.test(error.message)
}
