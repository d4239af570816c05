import Database from 'better-sqlite3'
import { Client } from 'pg'

/** Changes rows of a database behind the program's back. */
export const changeRow = async (url: string, sql: string): Promise<void> => {
  if (url.startsWith('sqlite:')) {
    const file = new Database(url.slice('sqlite:'.length))
    file.exec(sql)
    file.close()
    return
  }
  const client = new Client(url)
  await client.connect()
  await client.query(sql)
  await client.end()
}
