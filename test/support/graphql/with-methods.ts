/** The same object with some of its methods replaced. */
export function withMethods<Target extends object>(target: Target, replaced: Partial<Target>): Target {
  return new Proxy(target, {
    get(_, name) {
      const source = Object.hasOwn(replaced, name) ? replaced : target
      const value = Reflect.get(source, name)
      return typeof value === 'function' ? value.bind(source) : value
    },
  })
}
