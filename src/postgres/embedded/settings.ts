/**
 * The command-line settings of the embedded server, for many inserts on a small machine. Acknowledged data is never
 * lost: `fsync` and `synchronous_commit` keep their default, on.
 */
export function serverSettings(port: number): string[] {
  return Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 60,
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Failed statements and error details would write users' properties into the log file.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}
