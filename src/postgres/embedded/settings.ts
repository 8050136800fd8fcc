/**
 * The command-line settings of the embedded server: an append-heavy log on a small machine, nothing lost that was
 * acknowledged (fsync and synchronous_commit keep their default, on).
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
  // A failed statement and the detail of its error would put users' properties into the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}
