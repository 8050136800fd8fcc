/** Parts of the values that documentation, templates and tutorials publish in the place of a secret. */
const published = [
  /(change|replace)[-_ ]?(me|this|it|with)(?![a-z])/i,
  /\byour[-_ ]/i,
  /placeholder|example[-_ ]?(secret|key|token)/i,
  // The example tokens of jwt.io, and of the tutorial of FastAPI.
  /secret-at-least-\d+-bits/i,
  /09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7/i,
]

/** Whether a secret is published as a placeholder, so that anybody may know it. */
export const isPlaceholder = (secret: string): boolean => published.some(pattern => pattern.test(secret))
