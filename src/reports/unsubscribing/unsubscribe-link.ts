import { z } from 'zod'
import { type Seal } from '../../delivery/webhook-secret.ts'

/** A reader of a report who gets it by mail. */
export interface Subscriber {
  project: string
  reportId: string
  email: string
}

/** What the links are made of. Without both there are none. */
export interface LinkSettings {
  /** Such as `https://analytics.example.com`. */
  publicUrl: string | undefined
  seal: Seal | undefined
}

const place = 'unsubscribe link'
const sealedTexts = z.tuple([z.string(), z.string(), z.string()])

/**
 * The address by which a reader ends the mails of one report, for ever: mails are read late. What it names is encrypted and
 * signed, so that no log of a proxy shows an address and nobody unsubscribes others.
 */
export function unsubscribeLink(
  { publicUrl, seal }: LinkSettings,
  { project, reportId, email }: Subscriber,
): string | undefined {
  if (publicUrl === undefined) return undefined
  const sealed = seal?.seal(JSON.stringify([project, reportId, email]), place)
  return sealed && `${publicUrl}/unsubscribe/${sealed.toString('base64url')}`
}

/** The reader whom the last part of a link names; undefined for one that was not made here. */
export function subscriberOf(seal: Seal | undefined, token: string): Subscriber | undefined {
  const sealed = Buffer.from(token, 'base64url')
  // The last character has unused bits: another one would open the same link.
  const text = sealed.toString('base64url') === token ? seal?.open(sealed, place) : undefined
  if (text === undefined) return undefined
  const [project, reportId, email] = sealedTexts.parse(JSON.parse(text))
  return { project, reportId, email }
}
