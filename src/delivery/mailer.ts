import { createTransport } from 'nodemailer'
import { DeliveryFailure } from './delivery-failure.ts'

/** A mail to one recipient. */
export interface Mail {
  /** An address that `checkMailAddress` accepts. */
  to: string
  subject: string
  text: string
  html: string
  attachments: { filename: string; content: string | Buffer; contentType: string }[]
  /** The same for all attempts, so that a mail program shows a repeated mail once. */
  id: string
  /** The address by which the recipient ends mails like this one; undefined without one. */
  unsubscribe?: string | undefined
}

/** @throws DeliveryFailure */
export type SendMail = (mail: Mail, cancelled?: AbortSignal) => Promise<void>

export interface MailRules {
  /** Such as `smtps://user:password@smtp.example.com`. */
  smtpUrl: string
  /** Such as `Convograph <reports@example.com>`. */
  from: string
  timeoutMs?: number
}

/** Sends mails through an SMTP server, each over a connection of its own. */
export function createMailer({ smtpUrl, from, timeoutMs = 60_000 }: MailRules): SendMail {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs / 4,
    greetingTimeout: timeoutMs / 4,
    socketTimeout: timeoutMs / 2,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async ({ to, subject, id, unsubscribe, ...content }, cancelled) => {
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = cancelled ? AbortSignal.any([timeout, cancelled]) : timeout
    try {
      await transport.sendMail({
        ...content,
        from,
        to: { name: '', address: to },
        subject: oneLine(subject),
        messageId: `<${id}@convograph>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(unsubscribe) },
        signal,
      })
    } catch (error) {
      cancelled?.throwIfAborted()
      throw failureOf(error as SmtpError, timeout)
    }
  }
}

/** Mail programs show a button of their own (RFC 2369); the second header, for HTTPS alone, says that it needs no page (RFC 8058). */
const unsubscribeHeaders = (url: string | undefined): Record<string, string> => ({
  ...(url !== undefined && { 'List-Unsubscribe': `<${url}>` }),
  ...(url?.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
})

/** A header is one line. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

interface SmtpError extends Error {
  code?: string
  response?: string
  responseCode?: number
  permanent?: boolean
}

/** The message says nothing about the login: the reply of a server may repeat it. */
function failureOf({ code, response, responseCode, permanent }: SmtpError, timeout: AbortSignal) {
  if (code === 'EAUTH')
    return new DeliveryFailure('REFUSED', 'The mail server refused the login of SMTP_URL.')
  if (responseCode !== undefined)
    return new DeliveryFailure(
      'REFUSED',
      `The mail server answered: ${oneLine(response ?? '').slice(0, 200)}`,
      {
        isFinal: permanent ?? responseCode >= 500,
      },
    )
  if (timeout.aborted || code === 'ETIMEDOUT')
    return new DeliveryFailure('TIMEOUT', 'The mail server did not answer in time.')
  return new DeliveryFailure('UNREACHABLE', `The mail server cannot be reached (${code ?? 'unknown'}).`)
}
