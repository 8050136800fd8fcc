import { errorsWith, type InputError, isInputError, type Place, placeOf } from '../../checks/collect.ts'
import { Rejection } from '../../checks/rejection.ts'
import { type UserErrorCode } from '../../codes/user-error-code.ts'
import { type UserError } from '../../schema/user-error.ts'

/** The errors in the arguments of a mutation. @throws the error itself when it is not about the arguments */
export function userErrors(error: unknown, args: object): UserError[] {
  if (!isInputError(error)) throw error
  return errorsWith(error).map(each => {
    const { code, field } = codeAndField(each)
    return { code, field, message: each.message, path: existing(pathOf(placeOf(each), field), args) }
  })
}

function codeAndField(error: InputError): { code: UserErrorCode; field: string } {
  if (error instanceof Rejection) return error
  const { reason, field } = error.extensions
  return { code: reason as UserErrorCode, field: String(field) }
}

/** The place with the rest of the field: `['steps', 2]` and `steps.event` are `['input', 'steps', 2, 'event']`. */
function pathOf(place: Place, field: string): Place {
  const keys = place.filter(step => typeof step === 'string')
  const fields = field.split('.')
  const known = fields.findLastIndex((_, last) => hasRun(keys, fields.slice(0, last + 1))) + 1
  const path = [...place, ...fields.slice(known)]
  return path[0] === 'input' ? path : ['input', ...path]
}

/** Whether the keys have these fields one after the other. */
const hasRun = (keys: string[], fields: string[]) =>
  keys.some((_, start) => fields.every((field, i) => keys[start + i] === field))

/** The part of a path that is in the arguments: a field that is missing has the path of the object that lacks it. */
function existing(path: Place, args: object): string[] {
  let value: unknown = args
  const steps: string[] = []
  for (const step of path.map(String)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) break
    value = (value as Record<string, unknown>)[step]
    steps.push(step)
  }
  return steps
}
