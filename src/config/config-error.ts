/** A setting is wrong: one sentence that names it. The program stops with exit code 78 and has started nothing. */
export class ConfigError extends Error {
  readonly code = 'bad_setting'
  readonly setting: string

  constructor(setting: string, problem: string) {
    super(`${setting} ${problem}.`)
    this.name = 'ConfigError'
    this.setting = setting
  }
}
