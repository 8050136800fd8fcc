/** The headers of a mail, and its parts with their content decoded. */
export function partsOf(raw: string): { headers: string; parts: { head: string; body: string }[] } {
  const boundaries = [...raw.matchAll(/boundary="([^"]+)"/g)].map(([, boundary]) => `--${boundary}`)
  const [whole = '', ...parts] = raw.split(
    new RegExp(`(?:^|\\r\\n)(?:${boundaries.join('|')})(?:--)?(?=\\r\\n|$)`),
  )
  return {
    headers: headAndBody(whole).head,
    parts: parts
      .map(headAndBody)
      .filter(({ head }) => /^Content-Type: (?!multipart)/m.test(head))
      .map(({ head, body }) => ({ head, body: decoded(head, body) })),
  }
}

function headAndBody(part: string): { head: string; body: string } {
  const end = part.indexOf('\r\n\r\n')
  return { head: unfolded(part.slice(0, end).trimStart()), body: part.slice(end + 4) }
}

const unfolded = (headers: string) => headers.replace(/\r\n\s+/g, ' ')

function decoded(head: string, body: string): string {
  if (/base64/.test(head)) return Buffer.from(body, 'base64').toString()
  if (!/quoted-printable/.test(head)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
