/** Parts of the values that documentation, templates and tutorials publish in the place of a secret. */
const published = [
  /(change|replace)[-_ ]?(me|this|it|with)(?![a-z])/i,
  /\byour[-_ ]/i,
  /placeholder|insecure|example[-_ ]?(secret|key|token)/i,
  /super[-_ ]?secret|secret[-_ ]?key/i,
  /0123456789|1234567890|abcdefgh/i,
  // The example tokens of jwt.io, and of the tutorial of FastAPI.
  /secret-at-least-\d+-bits/i,
  /09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7/i,
]

const leastCharacters = 5

/** Whether anybody could guess a secret: it is published as a placeholder, or repeats a few characters. */
export const isPlaceholder = (secret: string): boolean =>
  new Set(secret).size < leastCharacters || published.some(pattern => pattern.test(secret))
