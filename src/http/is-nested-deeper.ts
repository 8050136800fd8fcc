const [quote, backslash, openBracket, closeBracket, openBrace, closeBrace] = Buffer.from('"\\[]{}')

/**
 * Whether the objects and lists of a JSON text are nested more than `levels` deep. Reads each byte once without recursion: a
 * text whose value would overflow the stack of a resolver costs no more than its bytes.
 */
export function isNestedDeeper(json: Uint8Array, levels: number): boolean {
  let depth = 0
  let isText = false
  for (let i = 0; i < json.length; i++) {
    const byte = json[i]
    if (isText) {
      if (byte === backslash) i++
      else if (byte === quote) isText = false
    } else if (byte === quote) isText = true
    else if (byte === openBracket || byte === openBrace) {
      if (++depth > levels) return true
    } else if (byte === closeBracket || byte === closeBrace) depth--
  }
  return false
}
