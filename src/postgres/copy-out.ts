import { type ClientBase } from 'pg'
import { type CopyToStreamQuery, to } from 'pg-copy-streams'

/**
 * The output of a `copy … to stdout` as a stream; the session is busy until it ends. An error destroys the stream, so that a reader gets
 * it whenever it begins, and one that nothing reads does not end the process, as an unhandled error would.
 */
export function copyOut(client: ClientBase, statement: string): CopyToStreamQuery {
  const stream = client.query(to(statement))
  return stream.on('error', error => stream.destroy(error))
}
