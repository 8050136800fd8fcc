import { type Socket } from 'node:net'
import { errorBody } from './error-body.ts'
import { lingerMs } from './lingering-close.ts'

/**
 * Answers bytes that are no HTTP request, or a request that does not arrive in time, and closes the connection: the bytes
 * that follow have no known meaning.
 */
export function answerBrokenRequest({ code }: { code: string }, socket: Socket): void {
  // The client may still send after the answer.
  if (socket.writableEnded) return
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, reason, message] = answers[code] ?? bad
  const body = JSON.stringify(errorBody(status, message))
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  setTimeout(() => socket.destroy(), lingerMs).unref()
}

type Answer = [status: number, reason: string, message: string]

const bad: Answer = [400, 'Bad Request', 'This is not an HTTP/1.1 request.']

const answers: Record<string, Answer> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The address and headers are too long.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'Payload Too Large', 'The chunk extensions are too long.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not arrive in time.'],
}
