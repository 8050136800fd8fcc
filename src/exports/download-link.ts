import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Export } from '../entities/export.ts'
import { fileNameOf } from './file-name.ts'

/** How long a link works. Asking for the export again gives a new one. */
const linkMs = 15 * 60_000

type Linked = Pick<Export, 'id' | 'project' | 'linkKey' | 'input' | 'createdAt'>

/** A path of the service under which the file of an export can be downloaded without a token, for 15 minutes. */
export function downloadLink(of: Linked, now: Date): string {
  const expiry = String(Math.floor((now.getTime() + linkMs) / 1_000))
  const query = new URLSearchParams({ exp: expiry, sig: signature(of, expiry) })
  return `/exports/${of.id}/${fileNameOf(of)}?${query}`
}

/** What a request for a file says. Texts of any kind. */
export interface GivenLink {
  name: string
  expiry: string
  signature: string
}

/** Whether a link was made for the export and still works. */
export function isValidLink(of: Linked, { name, expiry, signature: given }: GivenLink, now: Date): boolean {
  const isTimely = /^\d{1,12}$/.test(expiry) && Number(expiry) * 1_000 > now.getTime()
  return name === fileNameOf(of) && isTimely && isEqual(given, signature(of, expiry))
}

const signature = ({ id, project, linkKey }: Linked, expiry: string) =>
  createHmac('sha256', linkKey)
    .update(JSON.stringify([id, project, expiry]))
    .digest('base64url')

function isEqual(given: string, expected: string): boolean {
  const bytes = Buffer.from(given)
  return bytes.length === expected.length && timingSafeEqual(bytes, Buffer.from(expected))
}
