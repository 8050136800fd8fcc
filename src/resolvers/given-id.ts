import { checkText } from '../analytics/query/check-text.ts'
import { badInput } from '../errors.ts'

/**
 * The id that is given by an argument or by `id`, which was the name of the argument.
 * @throws EXACTLY_ONE for both and for neither, INVALID_TEXT
 */
export function givenId(
  name: string,
  id: string | null | undefined,
  former: string | null | undefined,
): string {
  if ((id == null) === (former == null))
    throw badInput('EXACTLY_ONE', name, `Give ${name} alone; id is its former name.`)
  checkText(id, name)
  checkText(former, 'id')
  return (id ?? former)!
}
