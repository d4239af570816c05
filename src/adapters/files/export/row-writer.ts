/** Takes rows piece by piece, as many as there are; what was taken is not kept. */
export interface RowWriter<Row> {
  add(rows: readonly Row[]): Promise<void>
  /** No more come. */
  end(): Promise<void>
}
