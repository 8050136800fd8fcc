// One ClickHouse server as a process of its own: node server-process.js CONFIG FOLDER
//
// The library of the package chdb contains `clickhouse local`, which listens for other programs once it is told to. The
// process ends when its standard input ends, so it never outlives the one that started it.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DataType, load, open } from 'ffi-rs'

const [config, folder] = process.argv.slice(2) as [string, string]

/** The last statement waits for the end of the standard input. Whoever finds HTTP open finds TCP open as well. */
const statements = `
  system start listen tcp;
  system start listen http;
  select count() from table format Null`

const program = [
  'clickhouse',
  `--config-file=${config}`,
  `--path=${folder}`,
  '--structure=line String',
  '--input-format=LineAsString',
  `--query=${statements}`,
]

open({ library: 'chdb', path: libraryPath() })
// On the stack of this thread: ClickHouse takes any other stack for one that has overflowed.
load({
  library: 'chdb',
  funcName: 'chdb_query_cmdline',
  retType: DataType.External,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [program.length, program],
})

function libraryPath(): string {
  const isLinux = process.platform === 'linux'
  const target = `${process.platform}-${process.arch}${isLinux ? '-gnu' : ''}`
  const { resolve } = createRequire(import.meta.url)
  return join(dirname(resolve(`@chdb/lib-${target}/package.json`)), `libchdb.${isLinux ? 'so' : 'dylib'}`)
}
