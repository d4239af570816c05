import { openStore } from '/work/main/src/adapters/store/open-store.ts'
import { measureRecords, recordsText } from './measure-part.tmp.ts'
const log = { info() {}, warn: console.error, error: console.error }
const store = await openStore('postgres://yihao@127.0.0.1:5599/records', { log })
console.log(recordsText(await measureRecords(store, 10_000_000, 200)))
await store.close()
