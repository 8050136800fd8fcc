import { describedEnum, type EnumOf } from '../described-enum.ts'

export const GoodWhen = describedEnum('GoodWhen', 'The direction in which a metric gets better.', {
  UP: 'A higher value is better, such as that of `activeUsers`.',
  DOWN: 'A lower value is better, such as that of `aiErrorRate`.',
  NONE: 'Neither: the direction depends on the point of view, as with `tokens`.',
})
export type GoodWhen = EnumOf<typeof GoodWhen>

/** Whether a higher value is better; null if that depends on the point of view. */
export const isUpGood = (goodWhen: GoodWhen | null | undefined): boolean | null =>
  goodWhen === GoodWhen.UP ? true : goodWhen === GoodWhen.DOWN ? false : null

export function goodWhen(isUpGood: boolean | null): GoodWhen {
  if (isUpGood === null) return GoodWhen.NONE
  return isUpGood ? GoodWhen.UP : GoodWhen.DOWN
}
