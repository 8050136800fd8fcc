/**
 * The spellings of a model's name, in lower case, under which a price may be found, the closest first:
 * `claude-3-5-sonnet-20241022-v2:0` is `claude-3-5-sonnet-20241022`, `gpt-35-turbo` is `gpt-3.5-turbo`.
 */
export function modelSpellings(name: string): string[] {
  const fineTuned = /^ft:[^:]+/.exec(name)
  if (fineTuned) return [name, fineTuned[0]]
  if (name.endsWith(':free')) return ['free']
  const whole = name.replace(variant, '')
  return [
    ...new Set([name, whole, whole.replace(revision, '')].flatMap(spelling => [spelling, plain(spelling)])),
  ]
}

/** The revision on Bedrock (`:0`, `:0:200k`), or a way of routing on OpenRouter that does not change the price. */
const variant = /:(\d+(:\d+k)?|beta|thinking|nitro|floor|exacto)$/
const revision = /-v\d+(?=@|$)/

const plain = (name: string) =>
  name.startsWith('claude-') ? plainClaude(name) : name.replace(/^gpt-35-/, 'gpt-3.5-')

/** Versions up to 3.7 stand before the family in the name, later ones behind it, all with dashes. */
const plainClaude = (name: string) =>
  name
    .replaceAll(/(\d)\.(\d)/g, '$1-$2')
    .replace(/^claude-([4-9](?:-\d)?)-(opus|sonnet|haiku)/, 'claude-$2-$1')
    .replace(/^claude-(opus|sonnet|haiku)-(3(?:-[57])?)(?!\d)/, 'claude-$2-$1')
