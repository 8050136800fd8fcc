/**
 * Spearman's rank correlation of two lists of numbers, paired by index: 1 if one grows whenever the other does, 0 if
 * they are independent. Equal numbers share their ranks.
 */
export function rankCorrelation(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [deviations(one), deviations(other)]
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b))
}

/** Each rank minus the mean of all. */
const deviations = (numbers: readonly number[]) => {
  const rankOf = (number: number) =>
    numbers.filter(other => other < number).length + numbers.filter(other => other === number).length / 2
  return numbers.map(number => rankOf(number) - numbers.length / 2)
}

const product = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
