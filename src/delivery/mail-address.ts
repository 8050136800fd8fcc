import { badInput } from '../errors.ts'

const label = '[a-z\\d]([a-z\\d-]{0,61}[a-z\\d])?'
/** The addresses that browsers accept in forms (HTML Living Standard): one address, without a name or a comment. */
const address = new RegExp(`^[a-z\\d.!#$%&'*+/=?^_\`{|}~-]{1,64}@${label}(\\.${label})*$`, 'i')

export const isMailAddress = (text: string) => text.length <= 254 && address.test(text)

/** @throws INVALID_RECIPIENT */
export function checkMailAddress(text: string, field: string): void {
  if (!isMailAddress(text))
    throw badInput('INVALID_RECIPIENT', field, `${field} must be one mail address, such as ann@example.com.`)
}
