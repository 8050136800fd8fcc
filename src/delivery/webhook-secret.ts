import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { DeliveryFailure } from './delivery-failure.ts'

/** A new secret to sign with, in the form of Standard Webhooks. */
export const newWebhookSecret = () => `whsec_${randomBytes(32).toString('base64')}`

/** Encrypts secrets for the database. `place` names where one belongs: it cannot be read in another place. */
export interface Seal {
  seal(text: string, place: string): Buffer
  /** Undefined if the text was sealed with another key, for another place, or changed. */
  open(sealed: Buffer, place: string): string | undefined
}

const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM under a key that is derived from the secret of the service. */
export function createSeal(secret: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'convograph webhook secrets', 32))
  return {
    seal(text, place) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    open(sealed, place) {
      try {
        return opened(key, sealed, place)
      } catch {
        return undefined
      }
    },
  }
}

function opened(key: Buffer, sealed: Buffer, place: string): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  const text = decipher.update(sealed.subarray(nonceBytes + tagBytes))
  return Buffer.concat([text, decipher.final()]).toString()
}

export const secretLost = () =>
  new DeliveryFailure('SECRET_LOST', 'The secret of the webhook cannot be read. Make another one.', {
    isFinal: true,
  })
