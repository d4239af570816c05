import 'virtual:antd.css'
import { StyleProvider } from '@ant-design/cssinjs'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import { LanguageProvider } from './language/use-language.tsx'
import { Pages } from './pages.tsx'
import { PageGuard } from './shared/page-guard.tsx'
import { theme } from './theme.ts'

const queries = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } })

/** The library would still write its variables into the page at run time; they are in the sheet, so it writes them nowhere. */
const nowhere = document.createElement('div')

/** The whole of the pages with what all of them need. */
export const App = () => (
  <StyleProvider container={nowhere}>
    <ConfigProvider theme={theme} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <div className="pages">
            <PageGuard>
              <Pages />
            </PageGuard>
          </div>
        </LanguageProvider>
      </QueryClientProvider>
    </ConfigProvider>
  </StyleProvider>
)
