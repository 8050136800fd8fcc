import { connect } from 'node:net'
import { type Answer } from './send.ts'

/** Writes these bytes on a socket and reads one answer, which may arrive before all bytes are sent. */
export function exchange(
  address: { host: string; port: number },
  bytes: string | Buffer,
  mostMs: number,
): Promise<Omit<Answer, 'ms'>> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(address, () => socket.write(bytes))
    const finish = () => {
      resolve(answerIn(text))
      socket.destroy()
    }
    socket.setTimeout(mostMs, () => socket.destroy(new Error(`No answer within ${mostMs / 1_000} s`)))
    socket.setEncoding('utf8').on('data', part => {
      text += part
      if (isWhole(text)) finish()
    })
    socket.on('close', finish)
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // The other side closed during this side's writing.
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
  })
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1 || /^HTTP\/1.1 1\d\d/.test(text)) return false
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end + 2))?.[1]
  return length !== undefined && Buffer.byteLength(text.slice(end + 4)) >= Number(length)
}

function answerIn(text: string): Omit<Answer, 'ms'> {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = lines.map(line => {
    const at = line.indexOf(':')
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]
  })
  return {
    status: Number(first.split(' ')[1] ?? 0),
    headers: Object.fromEntries(headers),
    body: rest.join('\r\n\r\n'),
  }
}
