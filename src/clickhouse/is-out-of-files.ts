/** CANNOT_OPEN_FILE, and what the standard library throws about a file. */
const codes = ['76', '1001']

/**
 * Whether ClickHouse could not open a file since its process has as many open as it may. That passes when others are
 * closed: it is an outage, not a bug. Only errors about files are looked at, since others repeat what was sent.
 */
export function isOutOfFiles(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !codes.includes(String(error.code))) return false
  return /errno: 24\b|Too many open files/.test(error.message)
}
