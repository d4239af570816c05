import { createClosers } from './bench/closers.ts'
import { consolesJson, consolesText, measureConsoles } from './bench/many-consoles.ts'
import { inOwnNamespace } from './bench/namespace.ts'

const elsewhere = await inOwnNamespace()
if (elsewhere !== null) process.exit(elsewhere)
const closers = createClosers()
try {
  console.log(
    consolesText(
      consolesJson(
        await measureConsoles({ total: Number(process.env.N ?? 2000), working: 280, seconds: 20 }, closers, t =>
          console.error(t),
        ),
      ),
    ),
  )
} finally {
  await closers.close()
}
process.exit()
