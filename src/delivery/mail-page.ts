const font = 'font-family:Arial,Helvetica,sans-serif;color:#1a1a1a'

/**
 * A mail as HTML for mail programs: one table with styles in its tags, no images, no style sheet and nothing from elsewhere.
 * `rows` are HTML.
 */
export const mailPage = (title: string, rows: string[]): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>` +
  `<body style="margin:0;padding:0;background:#ffffff">` +
  `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">` +
  `<table role="presentation" width="640" cellpadding="16" cellspacing="0" border="0" style="${font};font-size:14px">` +
  rows.map(row => `<tr><td>${row}</td></tr>`).join('') +
  '</table></td></tr></table></body></html>'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text that HTML shows as it is. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, character => entities[character]!)
