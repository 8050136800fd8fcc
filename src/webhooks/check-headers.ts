import { at, collected } from '../checks/collect.ts'
import { badInput } from '../errors.ts'
import { largest } from '../schema/largest.ts'
import { type WebhookHeaderInput } from '../schema/webhooks/webhook-input.ts'
import { type SealedHeader } from './webhook-content.ts'

/** The headers that belong to the service, and those that would change how a request is read. */
const ofService =
  /^(host|user-agent|content-.*|webhook-.*|proxy-.*|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect)$/i
/** A token of HTTP. */
const nameShape = /^[!#$%&'*+.^_`|~\w-]{1,100}$/
/** One line without a space at either end. */
const valueShape = /^[!-~](?:[ -~]{0,998}[!-~])?$/

type Header = WebhookHeaderInput | SealedHeader

/** Headers that are stored already have a sealed value, and are not checked again. @throws TOO_MANY, INVALID_HEADER */
export function checkHeaders(headers: Header[]): void {
  if (headers.length > largest.webhookHeaders)
    throw badInput('TOO_MANY', 'headers', `A webhook may have at most ${largest.webhookHeaders} headers.`)
  const names = headers.map(({ name }) => name.toLowerCase())
  collected(headers, (header, i) =>
    at(['headers', i], () => {
      if (names.indexOf(names[i]!) < i) throw invalid('name', 'is given twice')
      checkHeader(header)
    }),
  )
}

function checkHeader(header: Header): void {
  if (!('value' in header)) return
  if (!nameShape.test(header.name)) throw invalid('name', 'must be a name of a header, such as Authorization')
  if (ofService.test(header.name)) throw invalid('name', 'must not be a header that belongs to the service')
  if (!valueShape.test(header.value))
    throw invalid(
      'value',
      'must have 1 to 1,000 printable characters of ASCII, without a space at either end',
    )
}

const invalid = (field: string, rule: string) => badInput('INVALID_HEADER', field, `${field} ${rule}.`)
