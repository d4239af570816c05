/** Ids that one statement names. */
const atOnce = 200

/** Reads rows of any number of ids, so many of them with each statement. */
export const inParts = async <T, Row>(
  all: readonly T[],
  read: (part: T[]) => Promise<readonly Row[]>,
): Promise<Row[]> => {
  const rows: Row[] = []
  for (let i = 0; i < all.length; i += atOnce) rows.push(...(await read(all.slice(i, i + atOnce))))
  return rows
}
