// Compiles the styles, once for each direction of writing, and puts the scripts beside them. Run by the build: dotnet build, or npm run build.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import rtlcss from 'rtlcss';
import { compile } from 'sass';

const lib = 'wwwroot/lib';
mkdirSync(lib, { recursive: true });
const { css } = compile('Styles/portal.scss', { style: 'compressed', loadPaths: ['node_modules'], quietDeps: true });
writeFileSync(`${lib}/portal.css`, css);
writeFileSync(`${lib}/portal.rtl.css`, rtlcss.process(css));
copyFileSync('node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js', `${lib}/govuk-frontend.js`);
copyFileSync('node_modules/htmx.org/dist/htmx.min.js', `${lib}/htmx.js`);
copyFileSync('node_modules/htmx-ext-sse/dist/sse.min.js', `${lib}/htmx-sse.js`);
