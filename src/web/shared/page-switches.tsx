import { LanguageSwitch } from './language-switch.tsx'
import { TypeSizeSwitch } from './type-size-switch.tsx'

/** What each reader chooses for himself on every page: the size of the type and the language. */
export const PageSwitches = () => (
  <>
    <TypeSizeSwitch />
    <LanguageSwitch />
  </>
)
