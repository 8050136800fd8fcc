import { expect, test } from 'vitest'
import { type Params, templateOf } from '../../../packages/sdk/src/api-calls/template-of.ts'

test.each<[path: string, params: Params, template: string]>([
  ['/shops', {}, '/shops'],
  ['/shops/7', { shop: '7' }, '/shops/:shop'],
  ['/shops/shops', { shop: 'shops' }, '/shops/:shop'],
  ['/shops/a%2Fb', { shop: 'a/b' }, '/shops/:shop'],
  ['/shops/100%', { shop: '100%' }, '/shops/:shop'],
  ['/v2/list', { version: '2' }, '/v:version/list'],
  ['/files/a/b%20c', { path: ['a', 'b c'] }, '/files/*path'],
  ['/shops', { shop: 'elsewhere' }, '/shops'],
  ['/shops', { shop: '' }, '/shops'],
])('%s with %o is %s', (path, params, template) => expect(templateOf(path, params)).toBe(template))
