import { invalidFormula } from '../errors.ts'
import { FormulaError, positionIn } from './grammar/formula-error.ts'

/** Does work on a formula. @throws INVALID_FORMULA and others as an error of the input, with the position in the text */
export async function refusing<Result>(formula: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    throw invalidFormula(error.code, error.message, positionIn(formula, error.at))
  }
}
