/** The suffix of a model name that names one version of the model. */
const version = /^[-@](latest|default|00\d|\d{4}-\d\d-\d\d|\d{8})$/

/** The highest score. Patterns are shorter than this. */
const highestScore = 1_000

/**
 * How well the model of a price matches the model of a call; 0 when it does not match. The exact name scores highest,
 * then the name without its version, then patterns, longer ones above shorter ones. A match in another case scores less
 * than the same match in the same case. `gpt-4o` matches `gpt-4o-2024-08-06`, but neither `gpt-4o-mini` nor
 * `gpt-4o-mini-2024-07-18`.
 */
export function matchScore(name: string, model: string): number {
  const score = scoreOf(name, model)
  return score || Math.max(scoreOf(name.toLowerCase(), model.toLowerCase()) - 0.5, 0)
}

function scoreOf(name: string, model: string): number {
  if (name === model) return highestScore
  if (name.endsWith('*')) return model.startsWith(name.slice(0, -1)) ? name.length : 0
  return model.startsWith(name) && version.test(model.slice(name.length)) ? highestScore - 1 : 0
}
