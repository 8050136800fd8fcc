import { getMetadataStorage } from 'type-graphql'
import { expect, test } from 'vitest'
import { describedEnum, type EnumOf } from '../../../src/schema/described-enum.ts'

test('an enum has its values, their descriptions, and the special settings of a value', () => {
  const Size = describedEnum('Size', 'The size of a parcel.', {
    SMALL: 'Up to 2 kg.',
    LARGE: { stored: 'big', description: 'More than 2 kg.', deprecationReason: 'Use `SMALL` twice.' },
  })
  const sizes: EnumOf<typeof Size>[] = ['SMALL', 'big']

  expect(Object.values(Size)).toEqual(sizes)
  expect(Size.LARGE).toBe('big')
  // TypeGraphQL keeps its metadata for the whole process, which other test files share.
  expect(getMetadataStorage().enums.pop()).toMatchObject({
    enumObj: Size,
    name: 'Size',
    description: 'The size of a parcel.',
    valuesConfig: {
      SMALL: { description: 'Up to 2 kg.' },
      LARGE: { description: 'More than 2 kg.', deprecationReason: 'Use `SMALL` twice.' },
    },
  })
})
