import { createCache, extractStyle, StyleProvider } from '@ant-design/cssinjs'
import { Alert, Button, ConfigProvider, Form, Input, Segmented, Tag, theme as themes } from 'antd'
import { createElement as h } from 'react'
import { renderToString } from 'react-dom/server'
import { theme } from './theme.ts'

/** Each component of the library that a page uses, once: its styles are what gets into the sheet. */
const parts = () => [
  h(Button, { key: 1, type: 'primary', danger: true, loading: true }, '一号'),
  h(Form, { key: 2 }, h(Form.Item, { label: '一号' }, h(Input.Password), h(Input.TextArea))),
  h(Alert, { key: 3, showIcon: true, title: '一号' }),
  h(Tag, { key: 4, color: 'blue' }, '一号'),
  h(Segmented, { key: 5, options: ['中'] }),
]

const sheet = (dark: boolean, types: ('style' | 'token' | 'cssVar')[]): string => {
  const cache = createCache()
  const ownTheme = {
    ...theme,
    zeroRuntime: false,
    algorithm: dark ? themes.darkAlgorithm : themes.defaultAlgorithm,
  }
  renderToString(h(StyleProvider, { cache }, h(ConfigProvider, { theme: ownTheme }, ...parts())))
  return extractStyle(cache, { plain: true, types })
}

/** The library's style sheet for the parts in use: rules once, colours for light and for dark by the system's choice. */
export const antdStyle = (): string => {
  const dark = sheet(true, ['token', 'cssVar'])
  return `${sheet(false, ['style', 'token', 'cssVar'])}\n@media (prefers-color-scheme: dark) {\n${dark}\n}\n`
}
