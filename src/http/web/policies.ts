/** Nothing is loaded from elsewhere, nothing is sent elsewhere, and no other page shows this one. */
const own = {
  'default-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'self'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
}

const textOf = (directives: Record<string, string>) =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')

export const policyOfPage = textOf(own)

/**
 * Of GraphiQL. Its editor, Monaco, writes its lines as HTML with `style` attributes, and its theme as a `<style>` element; some of
 * its icons are data in a style sheet. Its workers are files like its other scripts.
 */
export const policyOfGraphiql = textOf({
  ...own,
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
})

/**
 * Of Apollo's Sandbox: its script, the frame that the script opens, and its icon. What it asks is not narrowed: it asks auth
 * services for tokens, and its frame is at Apollo in any case.
 */
export const policyOfSandbox = textOf({
  ...own,
  'script-src': "'self' https://embeddable-sandbox.cdn.apollographql.com",
  'frame-src': 'https://sandbox.embed.apollographql.com',
  'connect-src': '*',
})
