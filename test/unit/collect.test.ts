import { describe, expect, test } from 'vitest'
import { checkAll, errorsWith } from '../../src/checks/collect.ts'
import { badInput } from '../../src/errors.ts'

const refuse = (field: string) => () => {
  throw badInput('REQUIRED', field, `${field} is missing.`)
}
const fail = () => {
  throw new TypeError('a fault of the service')
}

function thrownBy(...checks: (() => void)[]): unknown {
  try {
    checkAll(...checks)
  } catch (error) {
    return error
  }
}

describe('checks that run together', () => {
  test('throw the first refusal, which knows the others', () => {
    const error = thrownBy(refuse('name'), () => undefined, refuse('scopes')) as ReturnType<typeof badInput>
    expect(errorsWith(error).map(({ message }) => message)).toEqual([
      'name is missing.',
      'scopes is missing.',
    ])
  })

  test('throw a fault that no refusal explains', () => {
    expect(thrownBy(fail, refuse('name'))).toBeInstanceOf(TypeError)
  })

  test('throw the refusal if a later check fails because of the same value', () => {
    expect(thrownBy(refuse('name'), fail)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
  })
})
