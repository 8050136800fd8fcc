/** What a form has in a field, without spaces around it; null if it is empty or not there. */
export function textIn(form: FormData, name: string): string | null {
  const value = form.get(name)
  return typeof value === 'string' && value.trim() ? value.trim() : null
}

export function numberIn(form: FormData, name: string): number | null {
  const text = textIn(form, name)
  return text === null ? null : Number(text)
}

/** The parts of a text with commas between them. */
export const listIn = (form: FormData, name: string): string[] =>
  (textIn(form, name) ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)

/** The instant of a `datetime-local` field, which browsers give in the time zone of the computer. */
export function instantIn(form: FormData, name: string): string | null {
  const text = textIn(form, name)
  return text === null ? null : new Date(text).toISOString()
}

/** The chosen value of a list of choices. */
export const choiceIn = <T extends string>(form: FormData, name: string, choices: readonly T[]): T =>
  choices.find(choice => choice === form.get(name)) ?? choices[0]!

export const choicesIn = <T extends string>(form: FormData, name: string, choices: readonly T[]): T[] =>
  choices.filter(choice => form.getAll(name).includes(choice))
