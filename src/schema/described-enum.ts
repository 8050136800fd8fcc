import { registerEnumType } from 'type-graphql'

/** The description of a value, alone or with its other properties. */
type Described = string | { description: string; stored?: string; deprecationReason?: string }

type ValuesOf<Words> = {
  readonly [Name in keyof Words]: Words[Name] extends { stored: infer Stored } ? Stored : Name
}

/** The union of an enum's values: `type FunnelOrder = EnumOf<typeof FunnelOrder>`. */
export type EnumOf<Values> = Values[keyof Values]

/**
 * A GraphQL enum and its values, each with its description. A value is stored under its own name unless it has
 * `stored`: `describedEnum('Role', 'The speaker.', { USER: 'The user.', BOT: { stored: 'assistant', description: … } })`
 * is `{ USER: 'USER', BOT: 'assistant' }`.
 */
export function describedEnum<const Words extends Record<string, Described>>(
  name: string,
  description: string,
  words: Words,
): ValuesOf<Words> {
  const values = mapped(words, (word, key) => (typeof word === 'string' ? key : (word.stored ?? key)))
  const valuesConfig = mapped(words, word => (typeof word === 'string' ? { description: word } : word))
  registerEnumType(values, { name, description, valuesConfig })
  return values as ValuesOf<Words>
}

const mapped = <Result>(words: Record<string, Described>, to: (word: Described, name: string) => Result) =>
  Object.fromEntries(Object.entries(words).map(([name, word]) => [name, to(word, name)]))
