import { expect, test } from 'vitest'
import { isOutOfFiles } from '../../src/clickhouse/is-out-of-files.ts'

const failed = (message: string, code?: string) => Object.assign(new Error(message), code && { code })
const cannotOpen = 'Cannot open file store/1/tmp_insert_all_1_1_0/p.k.size.cmrk2: , errno: 24, strerror: '

test.each([
  ['a file that cannot be opened beside so many others', failed(`${cannotOpen}Too many open files.`, '76')],
  ['the same in another language', failed(`${cannotOpen}Zu viele offene Dateien.`, '76')],
  ['a folder', failed('filesystem error: Too many open files ["store"]', '1001')],
])('%s means that the process is out of files', (_, error) => expect(isOutOfFiles(error)).toBe(true))

test.each([
  ['a file that is not there', failed('Cannot open file x: , errno: 2, strerror: No such file.', '76')],
  ['errno 240', failed('Cannot open file x: , errno: 240, strerror: unknown.', '76')],
  ['a bad expression with that text', failed('Cannot compile (Too many open files: errno: 24', '427')],
  ['an error without a number', failed('Too many open files')],
  ['no error', 'Too many open files'],
])('%s does not mean that the process is out of files', (_, error) => expect(isOutOfFiles(error)).toBe(false))
