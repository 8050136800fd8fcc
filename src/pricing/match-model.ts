/** What stands behind the name of a model when one version of it is meant. */
const version = /^[-@](latest|\d{4}-\d\d-\d\d|\d{8})$/

/** What `matchScore` gives at most: patterns are shorter than this. */
const closest = 1_000

/**
 * How closely the model of a price fits the model of a call; 0 when it does not. An exact name fits closer than
 * the name without the version behind it, that closer than a pattern, and a long pattern closer than a short one.
 * `gpt-4o` stands for `gpt-4o-2024-08-06`, and neither for `gpt-4o-mini` nor for `gpt-4o-mini-2024-07-18`.
 */
export function matchScore(name: string, model: string): number {
  if (name === model) return closest
  if (name.endsWith('*')) return model.startsWith(name.slice(0, -1)) ? name.length : 0
  return model.startsWith(name) && version.test(model.slice(name.length)) ? closest - 1 : 0
}

/** Whether two names mean one provider: the same people write `OpenAI` and `openai`. */
export const isSameProvider = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
