import { isIP } from 'node:net'
import { z } from 'zod'
import { isPlaceholder } from './placeholder.ts'

// The kinds of values that settings have. A message continues a sentence that begins with the name of the setting.

/** An empty value is that of a setting that is not set. */
export const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value)
export const text = z.preprocess(blankIsAbsent, z.string().optional())
/** A name that stands in SQL as it is. */
export const plainName = z.preprocess(
  blankIsAbsent,
  z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a name of letters, digits and underscores')
    .optional(),
)
export const listOr = (fallback: string[]) =>
  z
    .string()
    .default(fallback.join(','))
    .transform(text =>
      text
        .split(',')
        .map(item => item.trim())
        .filter(Boolean),
    )
const list = listOr([])
export const url = (...schemes: string[]) =>
  z.preprocess(
    blankIsAbsent,
    z
      .string()
      .refine(
        value => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)),
        `must be a URL that starts with ${schemes.map(scheme => `${scheme}://`).join(' or ')}`,
      )
      .optional(),
  )
/** The address under which others reach the service, without a slash at its end. */
export const ownAddress = url('http', 'https').transform((value, context) => {
  if (value === undefined || /^https?:\/\/[^\s@?#]{1,200}$/.test(value)) return value?.replace(/\/+$/, '')
  context.addIssue('must be an address such as https://analytics.example.com, without a login, ? and #')
  return z.NEVER
})

export const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`
  return z.coerce
    .number(error)
    .refine(value => Number.isInteger(value) && value >= least && value <= most, error)
}
export const whole = (fallback: number, least: number, most: number) =>
  z.preprocess(blankIsAbsent, wholeNumber(least, most).default(fallback))
export const oneOf = <Option extends string>(...options: Option[]) =>
  z.enum(options, `must be ${options.join(' or ')}`)
const isNoPlaceholder = (value: string) => !isPlaceholder(value)
const madeUp = 'must not be a placeholder that anybody can guess; make one up: openssl rand -hex 32'
export const secret = z.preprocess(
  blankIsAbsent,
  z
    .string()
    .refine(value => Buffer.byteLength(value) >= 32, 'must have at least 32 bytes')
    .refine(isNoPlaceholder, madeUp)
    .optional(),
)

export const token = z.preprocess(
  blankIsAbsent,
  z
    .string()
    .regex(/^[!-~]{16,}$/, 'must have at least 16 printable ASCII characters without blanks')
    .refine(isNoPlaceholder, madeUp)
    .optional(),
)

export const claim = (fallback: string) =>
  z.preprocess(
    blankIsAbsent,
    z
      .string()
      .max(200)
      .regex(/^[^.]+(\.[^.]+)*$/, 'must be a claim or a path of claims, such as realm_access.roles')
      .default(fallback),
  )

export const origins = list.refine(
  all => all.every(isOrigin),
  'must be origins such as https://app.example.com, with a scheme and without a path, separated by commas',
)

export const hosts = list.refine(
  all => all.every(isHost),
  'must be hosts such as api.example.com, *.example.com or [::1]:8002, separated by commas',
)

export const hostNames = list.refine(
  all => all.every(isHostName),
  'must be hosts such as hooks.internal, 10.0.0.5 or [::1], without ports, separated by commas',
)

/** An address, or a name before it. */
export const sender = z.preprocess(
  blankIsAbsent,
  z
    .string()
    .regex(
      /^([^\p{Cc}<>"@]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u,
      'must be an address such as reports@example.com or Convograph <reports@example.com>',
    )
    .optional(),
)

export const addresses = list.refine(
  all => all.every(isAddress),
  'must be addresses or networks such as 10.0.0.0/8, separated by commas',
)

const isHost = (text: string) => /^((\*\.)?\w([\w.-]*\w)?|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(text)

const isHostName = (text: string) => /^([a-z\d]([a-z\d.-]*[a-z\d])?|\[[\da-f:.]+\])$/.test(text)

/** A page's origin as browsers send it. That of a mobile app may have a scheme of its own. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, origin } = new URL(text)
  return /^https?:$/.test(protocol) ? origin === text : /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]+$/.test(text)
}

/** An IPv4 or IPv6 address, or a network such as 10.0.0.0/8. */
function isAddress(text: string): boolean {
  const [address = '', bits = '0', ...more] = text.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!
  return /^\d+$/.test(bits) && Number(bits) <= most && !more.length
}
