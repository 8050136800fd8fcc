import { generateKeyPairSync, sign } from 'node:crypto'

/** A key and a certificate of its own for 127.0.0.1, both as PEM. */
export interface SelfSigned {
  key: string
  cert: string
}

/** Makes a certificate that is valid for an hour (X.509 v3, RFC 5280, written as DER). */
export function selfSigned(): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const name = list(0x30, list(0x31, list(0x30, oid('550403'), der(0x0c, Buffer.from('a test')))))
  const now = Date.now()
  const toBeSigned = list(
    0x30,
    list(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    list(0x30, utcTime(now - 60_000), utcTime(now + 3_600_000)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    list(0xa3, list(0x30, list(0x30, oid('551d11'), der(0x04, addressOfLoopback)))),
  )
  const signature = sign('sha256', toBeSigned, privateKey)
  const certificate = list(0x30, toBeSigned, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: pem(certificate),
  }
}

/** A value of DER: its tag, its length, its bytes. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const lengthBytes =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content])
}

const list = der
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const ecdsaWithSha256 = list(0x30, oid('2a8648ce3d040302'))
/** The extension `subjectAltName` with one address. */
const addressOfLoopback = list(0x30, der(0x87, Buffer.from([127, 0, 0, 1])))

/** `261130041500Z` */
const utcTime = (at: number) =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))

const pem = (certificate: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`
