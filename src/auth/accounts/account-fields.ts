/** Two spellings of one name (upper case, spaces around it, other Unicode forms) give the same username. */
export const usernameOf = (text: string) => text.trim().normalize('NFKC').toLowerCase()
export const isUsername = (text: string) => /^[a-z0-9][a-z0-9._@+-]{0,99}$/.test(text)

/** The username of a text that an operator typed. @throws Error that says what to change */
export function checkedUsername(text: string): string {
  const username = usernameOf(text)
  if (isUsername(username)) return username
  throw new Error(
    'A username must have 1 to 100 letters a to z, digits and . _ @ + -, a letter or digit first.',
  )
}

const passwordLength = { least: 12, most: 200 }

/** @throws Error that says what to change */
export function checkPassword(password: string): void {
  const { least, most } = passwordLength
  if (password.length < least || password.length > most)
    throw new Error(`A password must have ${least} to ${most} characters.`)
}

/** The name and e-mail address of the person. `undefined` stays as it is, an empty text removes. */
export interface Person {
  name?: string
  email?: string
}

/** The same as they are stored: null to remove. @throws Error that says what to change */
export const checkedPerson = ({ name, email }: Person) => ({
  name: name === undefined ? undefined : checkedName(name),
  email: email === undefined ? undefined : checkedEmail(email),
})

function checkedName(text: string): string | null {
  const name = text.trim().normalize('NFC')
  if (/^\P{C}{0,200}$/u.test(name)) return name || null
  throw new Error('A name must have at most 200 printable characters.')
}

function checkedEmail(text: string): string | null {
  const email = usernameOf(text)
  if (email === '') return null
  if (email.length <= 254 && /^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u.test(email)) return email
  throw new Error('An e-mail address must be such as ann@example.com.')
}
