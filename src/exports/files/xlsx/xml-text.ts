const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** A short text as the content of a cell, as `xlsxRow` writes the long ones. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('_x', '_x005F_x')
    .replace(/[&<>]/g, character => entities[character]!)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML cannot hold.
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, control => {
      const code = control.charCodeAt(0).toString(16).padStart(4, '0')
      return `_x${code.toUpperCase()}_`
    })
    .replace(/[\ufffe\uffff]/g, '\ufffd')
