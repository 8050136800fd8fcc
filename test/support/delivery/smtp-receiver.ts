import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A mail as an SMTP server received it. */
interface ReceivedMail {
  from: string
  to: string[]
  /** The headers and the body. */
  raw: string
}

export interface SmtpReceiver {
  url: string
  mails: ReceivedMail[]
  close(): Promise<void>
}

/** The reply to a recipient: nothing for acceptance, a code such as 450 or 550, `never` for no reply at all. */
type Reply = number | 'never' | undefined

/** An SMTP server on a free port. `reply` decides about each recipient. */
export async function startSmtpReceiver(
  reply: (to: string) => Reply = () => undefined,
): Promise<SmtpReceiver> {
  const mails: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, callback) => callback(new Error('no such user, password hunter2')),
    onRcptTo: ({ address }, _session, callback) => {
      const answer = reply(address)
      if (answer === 'never') return
      callback(answer ? Object.assign(new Error('not now'), { responseCode: answer }) : undefined)
    },
    onData: async (stream, { envelope }, callback) => {
      const raw = (await buffer(stream)).toString()
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw })
      callback()
    },
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}
