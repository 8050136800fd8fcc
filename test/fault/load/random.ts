import { createHash } from 'node:crypto'

/** Repeatable random numbers: the same seeds give the same numbers in the same order. */
export interface Random {
  between(least: number, most: number): number
  whole(least: number, most: number): number
  oneOf<T>(choices: readonly T[]): T
  chance(share: number): boolean
}

export function randomOf(...seeds: (string | number)[]): Random {
  const next = mulberry32(createHash('sha256').update(seeds.join('/')).digest().readUInt32LE())
  const between = (least: number, most: number) => least + next() * (most - least)
  const whole = (least: number, most: number) => Math.floor(between(least, most + 1))
  return {
    between,
    whole,
    oneOf: choices => choices[whole(0, choices.length - 1)]!,
    chance: share => next() < share,
  }
}

/** Tommy Ettinger's generator: 32 bits of state, good enough to choose the times of strikes. */
function mulberry32(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
