import { expect, test } from 'vitest'
import { misspeltNames } from '../../../src/env/misspelt.ts'

const settings = ['PORT', 'HOST', 'DATABASE_URL', 'CORS_ORIGINS', 'PROJECTS', 'NODE_ENV']

test.each([
  ['PROT', 'PORT'],
  ['PORTT', 'PORT'],
  ['port', 'PORT'],
  ['HOSTS', 'HOST'],
  ['DATABASE_ULR', 'DATABASE_URL'],
  ['DATABSE_URL', 'DATABASE_URL'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['CORS_ORIGIN', 'CORS_ORIGINS'],
  ['CORS-ORIGINS', 'CORS_ORIGINS'],
  ['NODE_EVN', 'NODE_ENV'],
])('%s is a misspelt %s', (name, meant) => {
  expect(misspeltNames(settings, [name], [])).toEqual([`${name} is not a setting; did you mean ${meant}?`])
})

test.each([
  'PATH',
  'HOME',
  'HOSTNAME',
  'PWD',
  'DATABASE_URL_OLD',
  'DATABASE_USER',
  'NODE_OPTIONS',
  'MAIL_PORT',
])('%s belongs to another program', name => {
  expect(misspeltNames(settings, [name], [name])).toEqual([])
})

test('a name that other programs use is refused only in the file of our settings', () => {
  expect(misspeltNames(settings, ['PROJECT'], [])).toEqual([])
  expect(misspeltNames(settings, ['PROJECT'], ['PROJECT'])).toEqual([
    'PROJECT is not a setting; did you mean PROJECTS?',
  ])
})

test('a setting is no misspelling of another', () => {
  expect(misspeltNames(settings, settings, settings)).toEqual([])
})
