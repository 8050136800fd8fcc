import 'reflect-metadata'
import { expect, test } from 'vitest'
import { parseFormula } from '../../../src/formulas/grammar/parse-formula.ts'
import { type Tree } from '../../../src/formulas/grammar/tree.ts'

/** A tree with all its parentheses. */
function written(tree: Tree): string {
  switch (tree.kind) {
    case 'number':
      return tree.text
    case 'metric':
      return tree.name
    case 'unary':
      return `(${tree.operator === 'minus' ? '-' : 'not '}${written(tree.operand)})`
    case 'binary':
      return `(${written(tree.left)} ${tree.operator} ${written(tree.right)})`
    case 'function':
      return `${tree.name}(${tree.args.map(written).join(', ')})`
    case 'aggregate':
      return `${tree.name}(…)`
  }
}

test.each([
  ['1 + 2 + 3', '((1 + 2) + 3)'],
  ['1 - 2 - 3', '((1 - 2) - 3)'],
  ['1 + 2 * 3', '(1 + (2 * 3))'],
  ['1 * 2 + 3', '((1 * 2) + 3)'],
  ['8 / 4 / 2', '((8 / 4) / 2)'],
  ['8 / 4 * 2 % 3', '(((8 / 4) * 2) % 3)'],
  ['(1 + 2) * 3', '((1 + 2) * 3)'],
  ['-2 ^ 2', '(-(2 ^ 2))'],
  ['-2 * 3', '((-2) * 3)'],
  ['2 * -3', '(2 * (-3))'],
  ['2 ^ -1', '(2 ^ (-1))'],
  ['2 ^ -1 * 3', '((2 ^ (-1)) * 3)'],
  ['2 ^ 3 ^ 2', '(2 ^ (3 ^ 2))'],
  ['- - 1', '(-(-1))'],
  ['1 - -1', '(1 - (-1))'],
  ['if(a > 1 + 2, b, c)', 'if((a > (1 + 2)), b, c)'],
  ['if(a > 1 and b < 2 or c = 3, 1, 0)', 'if((((a > 1) and (b < 2)) or (c = 3)), 1, 0)'],
  ['if(a > 1 or b < 2 and c != 3, 1, 0)', 'if(((a > 1) or ((b < 2) and (c != 3))), 1, 0)'],
  ['if(not a >= 1 and b <= 2, 1, 0)', 'if(((not (a >= 1)) and (b <= 2)), 1, 0)'],
  ['if(not not a = 1, 1, 0)', 'if((not (not (a = 1))), 1, 0)'],
  ['if((a > 1 or b > 1) and c > 1, 1, 0)', 'if((((a > 1) or (b > 1)) and (c > 1)), 1, 0)'],
  ['min(a, b + 1) - max(a, b, 2)', '(min(a, (b + 1)) - max(a, b, 2))'],
  ['count(event("x")) / users()', '(count(…) / users(…))'],
  ['min(users(event("x")), conversations())', 'min(users(…), conversations(…))'],
  ['1.5e3 + 2E-2', '(1.5e3 + 2E-2)'],
  ['a\n+\tb', '(a + b)'],
])('%s is %s', (formula, whole) => {
  expect(written(parseFormula(formula))).toBe(whole)
})
