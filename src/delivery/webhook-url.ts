import { badInput } from '../errors.ts'
import { isPublicAddress } from './public-address.ts'

const mostCharacters = 2_000

/**
 * The URL of a webhook. `allowPrivate` names hosts, such as `10.0.0.5` or `hooks.internal`, that may have a private
 * address, any port and plain HTTP. The addresses of other names are checked when the service connects.
 * @throws INVALID_URL, ADDRESS_NOT_ALLOWED
 */
export function checkedWebhookUrl(text: string, allowPrivate: string[], field: string): URL {
  // The parser of URLs would leave control characters out.
  const isPlain = text.length <= mostCharacters && /^[!-~]+$/.test(text)
  if (!isPlain || !URL.canParse(text))
    throw invalidUrl(field, 'must be a URL such as https://example.com/hook')
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol)) throw invalidUrl(field, 'must begin with https://')
  if (url.username || url.password) throw invalidUrl(field, 'must not have a username or a password')
  if (!allowPrivate.includes(url.hostname)) checkPublic(url, field)
  return url
}

function checkPublic({ protocol, port, hostname }: URL, field: string): void {
  if (!isPublicHost(hostname))
    throw badInput('ADDRESS_NOT_ALLOWED', field, `${field} must have a public host.`)
  if (protocol !== 'https:') throw invalidUrl(field, 'must begin with https://')
  if (!['', '8443'].includes(port)) throw invalidUrl(field, 'must have the port 443 or 8443')
}

/** The parser of URLs has turned every form of an IPv4 address into four decimal numbers. */
function isPublicHost(hostname: string): boolean {
  const isAddress = /^[\d.]+$|^\[/.test(hostname)
  return isAddress ? isPublicAddress(hostname.replace(/^\[|\]$/g, '')) : !/(^|\.)localhost\.?$/.test(hostname)
}

const invalidUrl = (field: string, rule: string) => badInput('INVALID_URL', field, `${field} ${rule}.`)
