import { checkLength } from '../../analytics/query/check-text.ts'
import { findDefinition } from '../../analytics/query/definition.ts'
import { at, collected, collectedInTurn } from '../../checks/collect.ts'
import { checkedWebhookUrl } from '../../delivery/webhook-url.ts'
import { Definition } from '../../entities/definition.ts'
import { badInput } from '../../errors.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import {
  type DestinationFilterInput,
  type DestinationInput,
} from '../../schema/forwarding/destination-input.ts'
import { largest } from '../../schema/largest.ts'
import { checkHeaders } from '../../webhooks/check-headers.ts'
import { products } from '../products/index.ts'
import { checkConditions } from '../rows/judge-rows.ts'
import { isField } from '../rows/redact.ts'
import { type DestinationContent } from '../stored-destination.ts'
import { hasSecret } from './secrets.ts'

/**
 * Refuses a destination to which nothing could be sent.
 * @throws INVALID_URL, ADDRESS_NOT_ALLOWED, NOT_CONFIGURED, REQUIRED, TOO_MANY, TOO_LONG, INVALID_TEXT, INVALID_HEADER,
 * OUT_OF_RANGE, UNKNOWN_FIELD, INVALID_TIMESTAMP, INVALID_FILTER
 */
export async function checkDestination(
  scope: RequestScope,
  destination: DestinationInput,
  id?: string,
): Promise<void> {
  const { filter, headers, dropFields, hashFields, mixpanelProject } = destination
  const checks: (() => unknown)[] = [
    () => requireSeal(scope),
    () => (id === undefined ? checkRoom(scope) : requireSecretsFor(scope, destination, id)),
    () => checkUrl(scope, destination),
    () => checkSecret(scope, destination, id),
    () => checkHeaders((headers ?? []) as never),
    () => checkSample(destination),
    () => checkLength(mixpanelProject, 'mixpanelProject', 100),
    () => checkFields('dropFields', dropFields),
    () => checkFields('hashFields', hashFields),
    () => at(['filter'], () => checkFilter(filter ?? {})),
    () => filter?.where && checkConditions(scope, filter.where),
    () => checkStart(scope, destination),
  ]
  await collectedInTurn(checks, check => check())
}

function requireSeal({ services }: RequestScope): void {
  if (!services.webhooks.seal)
    throw badInput('NOT_CONFIGURED', 'kind', 'Destinations need the setting AUTH_SECRET_KEY.')
}

async function checkRoom({ em }: RequestScope): Promise<void> {
  if ((await em.count(Definition, { kind: 'destination' })) >= largest.destinations)
    throw badInput('TOO_MANY', 'input', `A project may have at most ${largest.destinations} destinations.`)
}

/** Another URL would get the secrets, which nobody may read any more; that of a webhook signs and is not sent. */
async function requireSecretsFor(scope: RequestScope, given: DestinationInput, id: string): Promise<void> {
  const stored = (await findDefinition(scope.em, 'destination', id))?.content as
    | DestinationContent
    | undefined
  const isSame = stored && (stored.url ?? null) === (given.url ?? null)
  if (!stored || isSame) return
  if (given.kind !== 'WEBHOOK' && given.secret === undefined && (await hasSecret(scope.em, id)))
    throw badInput('REQUIRED', 'secret', 'Another url needs the secret again.')
  if (given.headers?.some(({ value }) => value === undefined))
    throw badInput('REQUIRED', 'headers', 'Another url needs the headers again.')
}

function checkUrl({ services }: RequestScope, { kind, url, region }: DestinationInput): void {
  const host = products[kind].host
  if (url != null) checkedWebhookUrl(url, services.webhooks.allowPrivate, 'url')
  else if (!host) throw badInput('REQUIRED', 'url', `A destination of the kind ${kind} needs a url.`)
  else if (!host(region ?? 'US'))
    throw badInput('INVALID_CHOICE', 'region', `${kind} has no region ${region}.`)
}

const printable = /^[!-~]{1,1000}$/
const signing = /^whsec_[A-Za-z\d+/]{32,88}={0,2}$/

async function checkSecret(
  { em }: RequestScope,
  { kind, secret }: DestinationInput,
  id?: string,
): Promise<void> {
  if (secret != null) {
    if (!printable.test(secret) || (kind === 'WEBHOOK' && !signing.test(secret)))
      throw badInput('INVALID_TEXT', 'secret', secretRule(kind))
    return
  }
  const isKept = secret === undefined && id !== undefined && (await hasSecret(em, id))
  const isMade = kind === 'WEBHOOK' && id === undefined
  if (!isKept && !isMade && (products[kind].needsSecret || kind === 'WEBHOOK'))
    throw badInput('REQUIRED', 'secret', `A destination of the kind ${kind} needs a secret.`)
}

const secretRule = (kind: string) =>
  kind === 'WEBHOOK'
    ? 'The secret must be whsec_ and 24 to 64 bytes as base64.'
    : 'The secret must have 1 to 1,000 printable characters of ASCII, without a space.'

function checkSample({ sampleRate }: DestinationInput): void {
  if (sampleRate != null && !(sampleRate > 0 && sampleRate <= 1))
    throw badInput('OUT_OF_RANGE', 'sampleRate', 'sampleRate must be above 0 and at most 1.')
}

function checkFields(field: 'dropFields' | 'hashFields', names: string[] | null | undefined): void {
  checkCount(field, names, largest.destinationFields)
  collected(names ?? [], (name, i) =>
    at([field, i], () => {
      checkLength(name, field, 300)
      if (!isField(name))
        throw badInput(
          'UNKNOWN_FIELD',
          field,
          `${name} is no field, such as ip, properties.email or traits.phone.`,
        )
    }),
  )
}

const mostValues = 100
const mostProperties = 20

function checkFilter({ kinds, names, botIds, channels, properties }: DestinationFilterInput): void {
  for (const [field, values] of Object.entries({ kinds, names, botIds, channels })) checkValues(field, values)
  checkCount('properties', properties, mostProperties)
  for (const { key, values } of properties ?? []) {
    checkLength(key, 'properties', 255)
    checkValues('properties', values)
  }
}

function checkValues(field: string, values: string[] | null | undefined): void {
  if (values?.length === 0) throw badInput('REQUIRED', field, `${field} needs a value, or is left out.`)
  checkCount(field, values, mostValues)
  for (const value of values ?? []) checkLength(value, field, 300)
}

function checkCount(field: string, items: unknown[] | null | undefined, most: number): void {
  if ((items?.length ?? 0) > most)
    throw badInput('TOO_MANY', field, `${field} may have at most ${most} items.`)
}

function checkStart({ asOf }: RequestScope, { startAt }: DestinationInput): void {
  if (startAt != null && new Date(startAt) > asOf)
    throw badInput('TIMESTAMP_OUT_OF_RANGE', 'startAt', 'startAt must not be in the future.')
}
