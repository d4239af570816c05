import type { ThemeConfig } from 'antd'

/** System fonts only: nothing is fetched from elsewhere. */
export const fontFamily =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'

/**
 * The library's theme. Its style sheet is made once at build time (see antd-style.ts), so that the pages need no inline
 * style and may be served under `style-src 'self'`; `key` ties the two together.
 */
export const theme: ThemeConfig = {
  cssVar: { key: 'yihao', prefix: 'ant' },
  hashed: false,
  zeroRuntime: true,
  token: { fontFamily, colorPrimary: '#1d5fbf', borderRadius: 6, fontSize: 15, controlHeight: 36, motion: false },
}
