import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type AsteriskOptions, type RunningAsterisk, startAsterisk } from '../../scripts/asterisk/run.ts'

/** Starts a private Asterisk in a temporary folder; both are gone after the test. Profile "hotline" unless said otherwise. */
export async function givenAsterisk(t: TestContext, options: Partial<AsteriskOptions> = {}): Promise<RunningAsterisk> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'yihao-test-'))
  const asterisk = await startAsterisk({ profile: 'hotline', ...options, folder })
  t.after(async () => {
    // an orderly end takes a second, and nothing of this instance is needed any more
    asterisk.kill()
    await asterisk.exited
    rmSync(folder, { recursive: true, force: true })
  })
  return asterisk
}
