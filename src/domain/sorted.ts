/**
 * A persistent sorted map: each change gives a new map and leaves the old one as it was, so a state of the whole line can be
 * kept, compared or thrown away at no cost. An AVL tree; get, put and remove are O(log n), first and size O(1) to O(log n).
 */
export interface Sorted<K, V> {
  readonly root: Node<K, V> | null
  readonly compare: (a: K, b: K) => number
}

interface Node<K, V> {
  readonly key: K
  readonly value: V
  readonly left: Node<K, V> | null
  readonly right: Node<K, V> | null
  readonly height: number
  readonly count: number
}

/** Orders strings and numbers as they come. */
export const natural = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)

/** An empty map whose keys are ordered by `compare` (negative: first before second; 0: the same key). */
export const empty = <K, V>(compare: (a: K, b: K) => number): Sorted<K, V> => ({ root: null, compare })

/** An empty map with string keys in code unit order. */
export const emptyById = <V>(): Sorted<string, V> => empty<string, V>(natural)

const height = <K, V>(node: Node<K, V> | null): number => (node === null ? 0 : node.height)
const count = <K, V>(node: Node<K, V> | null): number => (node === null ? 0 : node.count)

const join = <K, V>(left: Node<K, V> | null, key: K, value: V, right: Node<K, V> | null): Node<K, V> => ({
  key,
  value,
  left,
  right,
  height: 1 + Math.max(height(left), height(right)),
  count: 1 + count(left) + count(right),
})

const balanced = <K, V>(left: Node<K, V> | null, key: K, value: V, right: Node<K, V> | null): Node<K, V> => {
  const lean = height(left) - height(right)
  if (lean > 1 && left) {
    if (height(left.left) >= height(left.right) || !left.right)
      return join(left.left, left.key, left.value, join(left.right, key, value, right))
    const middle = left.right
    return join(
      join(left.left, left.key, left.value, middle.left),
      middle.key,
      middle.value,
      join(middle.right, key, value, right),
    )
  }
  if (lean < -1 && right) {
    if (height(right.right) >= height(right.left) || !right.left)
      return join(join(left, key, value, right.left), right.key, right.value, right.right)
    const middle = right.left
    return join(
      join(left, key, value, middle.left),
      middle.key,
      middle.value,
      join(middle.right, right.key, right.value, right.right),
    )
  }
  return join(left, key, value, right)
}

const insert = <K, V>(node: Node<K, V> | null, key: K, value: V, compare: (a: K, b: K) => number): Node<K, V> => {
  if (node === null) return join(null, key, value, null)
  const order = compare(key, node.key)
  if (order < 0) return balanced(insert(node.left, key, value, compare), node.key, node.value, node.right)
  if (order > 0) return balanced(node.left, node.key, node.value, insert(node.right, key, value, compare))
  return { ...node, key, value }
}

const leftmost = <K, V>(node: Node<K, V>): Node<K, V> => {
  let at = node
  while (at.left) at = at.left
  return at
}

const withoutFirst = <K, V>(node: Node<K, V>): Node<K, V> | null =>
  node.left === null ? node.right : balanced(withoutFirst(node.left), node.key, node.value, node.right)

const drop = <K, V>(node: Node<K, V> | null, key: K, compare: (a: K, b: K) => number): Node<K, V> | null => {
  if (node === null) return null
  const order = compare(key, node.key)
  if (order < 0) {
    const left = drop(node.left, key, compare)
    return left === node.left ? node : balanced(left, node.key, node.value, node.right)
  }
  if (order > 0) {
    const right = drop(node.right, key, compare)
    return right === node.right ? node : balanced(node.left, node.key, node.value, right)
  }
  if (node.left === null) return node.right
  if (node.right === null) return node.left
  const next = leftmost(node.right)
  return balanced(node.left, next.key, next.value, withoutFirst(node.right))
}

/** The value under `key`, or undefined. */
export const get = <K, V>(map: Sorted<K, V>, key: K): V | undefined => {
  let node = map.root
  while (node) {
    const order = map.compare(key, node.key)
    if (order === 0) return node.value
    node = order < 0 ? node.left : node.right
  }
  return undefined
}

/** The map with `value` under `key`, in place of what was there. */
export const put = <K, V>(map: Sorted<K, V>, key: K, value: V): Sorted<K, V> => ({
  root: insert(map.root, key, value, map.compare),
  compare: map.compare,
})

/** The map without `key`; the same map when the key is not in it. */
export const remove = <K, V>(map: Sorted<K, V>, key: K): Sorted<K, V> => {
  const root = drop(map.root, key, map.compare)
  return root === map.root ? map : { root, compare: map.compare }
}

/** The entry that comes first, or undefined when the map is empty. */
export const first = <K, V>(map: Sorted<K, V>): { readonly key: K; readonly value: V } | undefined =>
  map.root === null ? undefined : leftmost(map.root)

/** How many entries the map holds. */
export const size = <K, V>(map: Sorted<K, V>): number => count(map.root)

/** All entries in order. */
export function* entries<K, V>(map: Sorted<K, V>): Generator<readonly [K, V]> {
  const above: Node<K, V>[] = []
  let node = map.root
  while (node || above.length > 0) {
    while (node) {
      above.push(node)
      node = node.left
    }
    const next = above.pop()
    if (!next) return
    yield [next.key, next.value]
    node = next.right
  }
}

/** All values in the order of their keys. */
export function* values<K, V>(map: Sorted<K, V>): Generator<V> {
  for (const [, value] of entries(map)) yield value
}

/** Hands each value to `visit` in the order of their keys; the quick way on the path of every call. */
export const forEach = <K, V>(map: Sorted<K, V>, visit: (value: V) => void): void => visitAll(map.root, visit)

const visitAll = <K, V>(node: Node<K, V> | null, visit: (value: V) => void): void => {
  if (node === null) return
  visitAll(node.left, visit)
  visit(node.value)
  visitAll(node.right, visit)
}
